package io.heddle.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.ListenerConfig;
import io.heddle.proxy.config.ProxySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LocalNamesTest {
  private static final String CATALOG = "catalog.shop.svc.cluster.local:80";

  private final List<ProxySnapshot> applied = new ArrayList<>();
  private final LocalNames names =
      new LocalNames(
          snapshot -> {
            applied.add(snapshot);
            return new CompletableFuture<>();
          },
          List.of(new OutboundSpec("catalog", 80, 0), new OutboundSpec("other.far", 81, 0)));

  @Test
  void portsAreServedByTheListenersTheyStandForOnceTheNamespaceIsKnown() {
    ListenerConfig catalog = listener(CATALOG);
    ListenerConfig inbound = listener("inbound/uid-1");
    names.inboundOf("uid-1");

    names.resolve("shop");
    names.apply(snapshot(Map.of(CATALOG, catalog, "inbound/uid-1", inbound)));

    assertThat(applied.getLast().listeners())
        .containsEntry("catalog:80", catalog)
        .containsEntry(LocalNames.INBOUND, inbound)
        .doesNotContainKey("other.far:81");
  }

  @Test
  void outboundPortsHaveNoResourceBeforeTheNamespaceIsKnown() {
    assertThat(names.resourceOf("catalog:80")).isEmpty();

    names.resolve("shop");

    assertThat(names.resourceOf("catalog:80")).contains(CATALOG);
    assertThat(names.resourceOf("other.far:81")).contains("other.far.svc.cluster.local:81");
    assertThat(names.localNamesOf(CATALOG)).containsExactly("catalog:80");
  }

  @Test
  void aListenerThatDoesNotExistIsMissingByItsLocalNameToo() {
    names.resolve("shop");

    names.apply(
        new ProxySnapshot(
            1, Map.of(), Map.of(), Map.of(), Map.of(), Set.of(CATALOG), Optional.empty()));

    assertThat(applied.getLast().missing()).containsExactlyInAnyOrder(CATALOG, "catalog:80");
  }

  @Test
  void aListenerThatIsTakenAwayTakesItsLocalNameWithIt() {
    names.resolve("shop");
    names.apply(snapshot(Map.of(CATALOG, listener(CATALOG))));

    names.apply(snapshot(Map.of()));

    assertThat(applied.getLast().listeners()).isEmpty();
    assertThat(names.latest().listeners()).isEmpty();
  }

  private static ListenerConfig listener(String name) {
    return new ListenerConfig(name, List.of(), List.of());
  }

  private static ProxySnapshot snapshot(Map<String, ListenerConfig> listeners) {
    return new ProxySnapshot(
        1, listeners, Map.of(), Map.of(), Map.of(), Set.of(), Optional.empty());
  }
}
