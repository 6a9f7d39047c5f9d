package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.heddle.v1.FromWorkload;
import io.heddle.v1.Hello;
import io.heddle.v1.InboundPort;
import io.heddle.v1.Quiet;
import io.heddle.v1.Stats;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RefusedMessageTest extends RefusalFixture {
  static Stream<Hello> badHellos() {
    Hello good = TestWorkload.hello("catalog-1");
    InboundPort port = good.getInbound(0);
    return Stream.of(
        good.toBuilder().setInstanceUid("").build(),
        good.toBuilder().setInstanceUid("Catalog_1").build(),
        good.toBuilder().setInstanceUid("../ca").build(),
        good.toBuilder().setInstanceUid("a".repeat(65)).build(),
        good.toBuilder().setSchemaVersion(0).build(),
        good.toBuilder().setInbound(0, port.toBuilder().setAppPort(0)).build(),
        good.toBuilder().setInbound(0, port.toBuilder().setPort(65_536)).build(),
        good.toBuilder().setInbound(0, port.toBuilder().setName("a b")).build(),
        good.toBuilder().addInbound(port).build(),
        good.toBuilder().setAdvertise("catalog.example").build(),
        good.toBuilder().setAdvertise("0.0.0.0").build(),
        good.toBuilder().setAdvertise("fe80::1%eth0").build(),
        good.toBuilder().setGraceMillis(-1).build(),
        good.toBuilder().setZone("a b").build());
  }

  @ParameterizedTest
  @MethodSource("badHellos")
  void aHelloThatClaimsNonsense(Hello hello) throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      Status status = workload.open().hello(hello).end();

      assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(status.getDescription()).startsWith("Hello.").contains("(expected: ");
      assertThat(server.observer().refusals()).containsExactly(RefusalReason.HELLO_INVALID);
    }
  }

  @Test
  void aFirstMessageThatIsNoHello() throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      Status status = workload.open().healthy().end();

      assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(status.getDescription()).contains("first message HEALTH (expected: HELLO)");
    }
  }

  @Test
  void tooManyMessagesBeforeTheFirstSigningRequest() throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      for (int i = 0; i < 65; i++) {
        workload.send(FromWorkload.newBuilder().setStats(Stats.getDefaultInstance()).build());
      }

      assertThat(workload.end().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(server.observer().refusals()).containsExactly(RefusalReason.TOO_MANY_MESSAGES);
    }
  }

  @Test
  void whatAnUnprovedSessionSaysIsNotHeard() throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      workload
          .open()
          .hello(TestWorkload.hello("catalog-1"))
          .send(FromWorkload.newBuilder().setQuiet(Quiet.getDefaultInstance()).build());
      assertThat(workload.next().hasWelcome()).isTrue();
      workload.complete();

      assertThat(workload.end()).isEqualTo(Status.OK);
      assertThat(server.listener().isSilent()).isTrue();
    }
  }
}
