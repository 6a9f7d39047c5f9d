package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.heddle.certs.X509Svid;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a session may hold its place without a word; time is moved by hand. */
final class SilentSessionTest extends RefusalFixture {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void aBearerWhoNeverSaysHello() throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      workload.open();
      clock.awaitAlarm();
      clock.advance(LIMIT.minusNanos(1));
      assertThat(server.observer().refusals()).isEmpty();
      clock.advance(Duration.ofNanos(1));

      assertSilent(workload.end(), "Hello");
    }
  }

  @Test
  void aBearerWhoNeverAsksForACertificate() throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(workload.next().hasWelcome()).isTrue();
      clock.awaitAlarm();
      clock.advance(LIMIT);

      assertSilent(workload.end(), "Csr");
    }
  }

  @Test
  void aCertificateAloneDoesNotKeepASession() throws Exception {
    X509Svid svid = join(server.token("catalog"), "catalog-1", key);
    try (var workload = TestWorkload.withCertificate(server, svid)) {
      workload.open();
      clock.awaitAlarm();
      clock.advance(LIMIT);

      assertSilent(workload.end(), "Hello");
    }
  }

  @Test
  void whoHasJoinedMayBeSilent() throws Exception {
    X509Svid svid = join(server.token("catalog"), "catalog-1", key);
    try (var workload = TestWorkload.withCertificate(server, svid)) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(server.listener().next()).isEqualTo("joined catalog-1");

      clock.advance(LIMIT);
      workload.healthy();

      assertThat(server.listener().next()).startsWith("health");
    }
  }

  private void assertSilent(Status status, String expected) {
    assertThat(status.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(status.getDescription())
        .isEqualTo("session: silent for 10 s (expected: " + expected + ")");
    assertThat(server.observer().refusals()).containsExactly(RefusalReason.SESSION_SILENT);
  }
}
