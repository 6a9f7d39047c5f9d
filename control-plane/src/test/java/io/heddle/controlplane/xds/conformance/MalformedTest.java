package io.heddle.controlplane.xds.conformance;

import static io.heddle.controlplane.xds.conformance.Resources.EDS;
import static io.heddle.controlplane.xds.conformance.Resources.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes that are no requests. */
final class MalformedTest extends Chapter {
  private static final long SEED = 20_261_123;
  private static final int MESSAGES = 10_000;
  private static final long DEADLINE_SECONDS = 10;

  @ParameterizedTest
  @EnumSource
  void theyEndTheirOwnStreamAtMost(Variant variant) {
    change(put(EDS, "a", "1"));
    RawClient client = connect(variant).subscribe(EDS, "a").settle();
    Map<Status.Code, Integer> ends = new Garbage(variant, SEED).flood(server.channel(), MESSAGES);
    assertThat(ends).containsOnlyKeys(Status.Code.OK, Status.Code.INVALID_ARGUMENT);
    assertThat(server.connected()).containsExactly(LoopbackServer.uid("client"));

    change(put(EDS, "a", "2"));
    assertThat(client.take(EDS).texts()).isEqualTo(Map.of("a", "2"));
  }

  @ParameterizedTest
  @EnumSource
  void theyEndAStreamThatHadBegunWell(Variant variant) {
    ByteStream stream = new ByteStream(server.channel(), variant).send(Garbage.request(variant));
    stream.send(new byte[] {-1});
    assertThat(server.facts.awaitClosed()).isEqualTo(LoopbackServer.uid("garbage"));
    assertThat(server.connected()).isEmpty();

    Status end = stream.end().orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join();
    assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }
}
