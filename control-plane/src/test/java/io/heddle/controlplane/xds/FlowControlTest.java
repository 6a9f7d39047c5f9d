package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.DeltaClient.texts;
import static io.heddle.controlplane.xds.Samples.CDS;
import static io.heddle.controlplane.xds.Samples.EDS;
import static io.heddle.controlplane.xds.Samples.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What keeps memory bounded: responses of limited size, and nothing written to a client that does
 * not read.
 */
final class FlowControlTest {
  private final XdsHarness xds = new XdsHarness();

  @AfterEach
  void stop() {
    xds.close();
  }

  @Test
  void aLargeAnswerIsSplitAtOneMebibyte() {
    String[] names = IntStream.range(0, 30).mapToObj(number -> "c" + number).toArray(String[]::new);
    for (String name : names) {
      xds.apply(put(CDS, name, "x".repeat(100_000)));
    }
    DeltaClient client = xds.delta("web-1").subscribe(CDS, names);
    Set<String> received = new HashSet<>();
    while (client.waiting() > 0) {
      assertThat(client.waiting()).isEqualTo(1);
      assertThat(xds.applied("web-1")).isZero();
      DeltaDiscoveryResponse response = client.take();
      assertThat(response.getSerializedSize())
          .isLessThan(DeltaAssembler.MAX_RESPONSE_BYTES + 1_000);
      received.addAll(texts(response).keySet());
    }

    assertThat(received).containsExactlyInAnyOrder(names);
    assertThat(xds.applied("web-1")).isEqualTo(30);
  }

  @Test
  void aSingleResourceMayBeLargerThanTheLimit() {
    xds.apply(put(CDS, "large", "x".repeat(2_000_000)), put(CDS, "small", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(CDS, "large", "small");

    assertThat(texts(client.take())).containsOnlyKeys("large");
    assertThat(texts(client.take())).containsOnlyKeys("small");
  }

  @Test
  void aClientThatDoesNotReadGetsTheLatestWhenItReads() {
    xds.apply(put(EDS, "a", "1"));
    DeltaClient client = xds.deltaThatReadsByHand("web-1").subscribe(EDS, "a");
    xds.apply(put(EDS, "a", "2"));
    xds.apply(put(EDS, "a", "3"));
    assertThat(xds.observer.events).noneMatch(event -> event.startsWith("sent"));

    client.read(1);
    assertThat(texts(client.next())).isEqualTo(Map.of("a", "3"));
  }

  @Test
  void anUnknownTypeIsAnsweredOnceThereIsRoom() {
    DeltaClient client = xds.deltaThatReadsByHand("web-1");
    client.subscribe("type.googleapis.com/one").subscribe("type.googleapis.com/two");
    client.read(2);

    assertThat(client.next().getTypeUrl()).isEqualTo("type.googleapis.com/one");
    assertThat(client.next().getTypeUrl()).isEqualTo("type.googleapis.com/two");
  }
}
