package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.ClientKind.ENVOY;
import static io.heddle.controlplane.xds.ClientKind.HEDDLE;
import static io.heddle.controlplane.xds.Samples.CDS;
import static io.heddle.controlplane.xds.Samples.EDS;
import static io.heddle.controlplane.xds.Samples.SDS;
import static io.heddle.controlplane.xds.Samples.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators see. */
final class XdsViewTest {
  private final XdsHarness xds = new XdsHarness();

  @AfterEach
  void stop() {
    xds.close();
  }

  @Test
  void showsAConnectedProxy() {
    xds.apply(put(EDS, "a", "1"), put(EDS, "b", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(EDS, "a", "b").takeAll();
    xds.apply(put(EDS, "a", "2"));
    xds.apply(put(EDS, "b", "3"));

    ProxyView view = xds.xds.proxies().getFirst();
    assertThat(view.identity().uid()).isEqualTo("web-1");
    assertThat(view.kind()).isEqualTo(HEDDLE);
    assertThat(view.schemaVersion()).isEqualTo(1);
    assertThat(view.connectedSince()).isPresent();
    assertThat(view.subscriptions()).isEqualTo(Map.of(EDS, 2));
    assertThat(view.pending()).isEqualTo(2);
    assertThat(view.applied()).isEqualTo(1);
    assertThat(view.rejected()).isEmpty();
    assertThat(client.takeAll().waiting()).isZero();
    assertThat(xds.xds.proxies().getFirst().pending()).isZero();
  }

  @Test
  void showsADisconnectedProxy() {
    xds.delta("web-1").subscribe(EDS, "a").takeAll().disconnect();

    ProxyView view = xds.xds.proxies().getFirst();
    assertThat(view.connectedSince()).isEmpty();
    assertThat(view.subscriptions()).isEqualTo(Map.of(EDS, 1));
  }

  @Test
  void dumpsEveryResourceOfEveryKindButNoSecret() throws Exception {
    xds.secrets.put("web-1", "default", "chain");
    xds.delta("web-1").subscribe(SDS, "default").takeAll();
    xds.apply(put(HEDDLE, CDS, "a", "for heddle"), put(ENVOY, CDS, "a", "for envoy"));

    assertThat(xds.xds.configDump())
        .extracting(DumpedResource::kind)
        .containsExactlyInAnyOrder(HEDDLE, ENVOY);
    JsonFormat.Printer printer = JsonFormat.printer().usingTypeRegistry(KnownTypes.registry());
    assertThat(printer.print(xds.xds.configDump().getFirst().content())).contains("for heddle");
  }
}
