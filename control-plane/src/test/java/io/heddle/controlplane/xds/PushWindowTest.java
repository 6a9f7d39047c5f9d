package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.DeltaClient.texts;
import static io.heddle.controlplane.xds.Samples.CDS;
import static io.heddle.controlplane.xds.Samples.EDS;
import static io.heddle.controlplane.xds.Samples.LDS;
import static io.heddle.controlplane.xds.Samples.RDS;
import static io.heddle.controlplane.xds.Samples.put;
import static io.heddle.controlplane.xds.Samples.remove;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The first change goes at once; what follows within 20 ms is merged; endpoints are never delayed.
 */
final class PushWindowTest {
  private final XdsHarness xds = new XdsHarness();
  private final DeltaClient client = xds.delta("web-1");

  @BeforeEach
  void start() {
    xds.apply(put(RDS, "a", "1"), put(RDS, "b", "1"), put(CDS, "a", "1"), put(EDS, "a", "1"));
    client.subscribe(RDS, "a", "b").subscribe(CDS, "a").takeAll();
    client.subscribe(EDS, "a").takeAll();
  }

  @AfterEach
  void stop() {
    xds.close();
  }

  @Test
  void theFirstChangeGoesAtOnce() {
    xds.apply(put(RDS, "a", "2"));

    assertThat(texts(client.take())).isEqualTo(Map.of("a", "2"));
  }

  @Test
  void whatFollowsWithinTheWindowIsMergedIntoOnePush() {
    xds.apply(put(RDS, "a", "2"));
    client.take();
    xds.mesh.advanceMillis(5);
    xds.apply(put(RDS, "a", "3"));
    xds.mesh.advanceMillis(5);
    xds.apply(put(RDS, "a", "4"), put(RDS, "b", "4"));
    xds.mesh.advanceMillis(9);
    assertThat(client.waiting()).isZero();

    xds.mesh.advanceMillis(1);
    assertThat(texts(client.take())).isEqualTo(Map.of("a", "4", "b", "4"));
    assertThat(client.waiting()).isZero();
  }

  @Test
  void aMergedPushOpensTheNextWindow() {
    xds.apply(put(RDS, "a", "2"));
    xds.apply(put(RDS, "a", "3"));
    client.take();
    xds.mesh.advanceMillis(20);
    client.take();
    xds.apply(put(RDS, "a", "4"));
    assertThat(client.waiting()).isZero();

    xds.mesh.advanceMillis(20);
    assertThat(texts(client.take())).isEqualTo(Map.of("a", "4"));
  }

  @Test
  void aChangeAfterTheWindowGoesAtOnce() {
    xds.apply(put(RDS, "a", "2"));
    client.take();
    xds.mesh.advanceMillis(20);
    xds.apply(put(RDS, "a", "3"));

    assertThat(texts(client.take())).isEqualTo(Map.of("a", "3"));
  }

  @Test
  void endpointsAreNeverDelayed() {
    xds.apply(put(EDS, "a", "2"));
    client.take();
    xds.apply(put(EDS, "a", "3"));
    assertThat(texts(client.take())).isEqualTo(Map.of("a", "3"));

    xds.apply(put(RDS, "a", "2"));
    client.take();
    xds.apply(put(EDS, "a", "4"));
    assertThat(texts(client.take())).isEqualTo(Map.of("a", "4"));
  }

  @Test
  void theClusterThatEndpointsWaitForIsNotDelayedEither() {
    xds.apply(put(CDS, "a", "2"));
    client.take();
    xds.apply(put(CDS, "a", "3"), put(RDS, "a", "3"), put(EDS, "a", "3"));
    assertThat(client.take().getTypeUrl()).isEqualTo(CDS);
    assertThat(client.take().getTypeUrl()).isEqualTo(EDS);
    assertThat(client.waiting()).isZero();

    xds.mesh.advanceMillis(20);
    assertThat(client.take().getTypeUrl()).isEqualTo(RDS);
  }

  @Test
  void whatBelongsToTheFirstPushIsNotDelayedByIt() {
    xds.apply(remove(CDS, "a"), put(RDS, "a", "2"));
    client.take();

    assertThat(client.take().getRemovedResourcesList()).containsExactly("a");
  }

  @Test
  void answersAreNeverDelayed() {
    xds.apply(put(RDS, "a", "2"), put(LDS, "l", "1"));
    client.take();
    client.subscribe(LDS, "l");

    assertThat(texts(client.take())).isEqualTo(Map.of("l", "1"));
  }

  @Test
  void aWindowOfAClosedStreamLeavesNoAlarm() {
    xds.apply(put(RDS, "a", "2"));
    xds.apply(put(RDS, "a", "3"));
    client.disconnect();
    xds.mesh.advance(ProxyDirectory.LINGERING);

    assertThat(xds.mesh.alarms()).isZero();
  }
}
