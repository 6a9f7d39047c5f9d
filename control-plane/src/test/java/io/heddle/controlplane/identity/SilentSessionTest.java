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

  @Test
  void whoWasToldToWaitIsWaitedForThatLong() throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(workload.next().hasWelcome()).isTrue();
      Duration told = refusedUntil(workload);

      clock.advance(told.plus(LIMIT));
      assertThat(server.observer().refusals()).doesNotContain(RefusalReason.SESSION_SILENT);
      clock.advance(told.dividedBy(8).plusMillis(1));

      assertThat(workload.end().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }
  }

  @Test
  void whoWasToldToWaitMayDoThatInAnotherSession() throws Exception {
    JoinToken token = server.token("catalog");
    Duration told;
    try (var before = TestWorkload.withToken(server, token.text())) {
      before.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(before.next().hasWelcome()).isTrue();
      told = refusedUntil(before);
      before.complete();
      assertThat(before.end().isOk()).isTrue();
    }
    try (var workload = TestWorkload.withToken(server, token.text())) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(workload.next().hasWelcome()).isTrue();
      clock.awaitAlarm();

      clock.advance(told.plus(LIMIT));
      assertThat(server.observer().refusals()).doesNotContain(RefusalReason.SESSION_SILENT);
      workload.csr(key);
      assertThat(server.listener().next()).isEqualTo("joined catalog-1");
    }
  }

  @Test
  void whoWasRefusedForGoodMustTryAgain() throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(workload.next().hasWelcome()).isTrue();
      workload.csr(new byte[] {1});
      assertThat(workload.next().getCsrRefused().getRetryAfterMillis()).isZero();

      clock.advance(LIMIT.plus(Duration.ofMinutes(2)));

      assertThat(workload.end().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }
  }

  /** Sends requests until one is refused for a while. */
  private static Duration refusedUntil(TestWorkload workload) throws Exception {
    while (true) {
      long millis = workload.csr(new byte[] {1}).next().getCsrRefused().getRetryAfterMillis();
      if (millis > 0) {
        return Duration.ofMillis(millis);
      }
    }
  }

  private void assertSilent(Status status, String expected) {
    assertThat(status.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(status.getDescription())
        .isEqualTo("session: silent for 10 s (expected: " + expected + ")");
    assertThat(server.observer().refusals()).containsExactly(RefusalReason.SESSION_SILENT);
  }
}
