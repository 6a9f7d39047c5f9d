package io.heddle.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.files.FileSource;
import io.heddle.controlplane.model.InboundPort;
import io.heddle.controlplane.model.Instance;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.translate.TranslateConfig;
import io.heddle.controlplane.translate.Translator;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.ProxyIdentity;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import io.heddle.controlplane.xds.ResourceKey;
import io.heddle.controlplane.xds.StreamPeer;
import io.heddle.controlplane.xds.TypeUrls;
import io.heddle.controlplane.xds.XdsCache;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom the control plane has fetch what ahead, and when. */
final class PrefetchTest {
  private static final String CATALOG = "catalog.shop.svc.cluster.local:80";
  private static final String BASKET = "basket.shop.svc.cluster.local:80";

  private final List<ResourceKey> translated = new ArrayList<>();
  private final MeshState state =
      new MeshState(
          new Translator(new TranslateConfig("cluster.local"), translated::add), new XdsCache());
  private final Prefetch prefetch = new Prefetch(new UsedListeners(() -> 0), state);
  private final StreamPeer first = peer("web-1", ClientKind.HEDDLE);
  private final StreamPeer second = peer("web-2", ClientKind.HEDDLE);

  @BeforeEach
  void oneRuns() {
    Map<String, String> files = new TreeMap<>();
    for (String name : List.of("catalog", "basket")) {
      files.put(
          name + ".yaml",
          "{apiVersion: v1, kind: Service, metadata: {name: %s, namespace: shop}, spec: {ports: [{port: 80}]}}"
              .formatted(name));
    }
    state.apply(FileSource.read(new TreeMap<>(files)));
    state.publish(instance("web-1"));
    state.publish(instance("web-2"));
    translated.clear();
    prefetch.opened(first);
    ask(first, "inbound/web-1");
  }

  @Test
  void theFirstOfAnIdentityFetchesNothingAhead() {
    assertThat(state.model().prefetch("web-1")).isEmpty();
    assertThat(translated).isEmpty();
  }

  @Test
  void whoStartsFetchesWhatOthersUseAndExists() {
    ask(first, CATALOG, "nowhere.shop.svc.cluster.local:80");
    ask(first, BASKET);
    prefetch.opened(second);

    ask(second, "inbound/web-2", BASKET);

    assertThat(state.model().prefetch("web-2")).containsExactly(BASKET, CATALOG);
    assertThat(translated).extracting(ResourceKey::name).containsExactly("inbound/web-2");
  }

  @Test
  void whatIsLearntChangesNothingForThoseThatRun() {
    prefetch.opened(second);
    ask(second, "inbound/web-2");

    ask(first, CATALOG);
    ask(second, BASKET);
    prefetch.closed(second);
    prefetch.opened(second);
    prefetch.asked(
        second, TypeUrls.LISTENER, List.of("inbound/web-2", BASKET), Set.of("inbound/web-2"));

    assertThat(translated).isEmpty();
  }

  @Test
  void aSidecarThatStartsAgainFetchesWhatItUsedItself() {
    ask(first, CATALOG);
    prefetch.closed(first);
    prefetch.opened(first);

    ask(first, "inbound/web-1");

    assertThat(state.model().prefetch("web-1")).containsExactly(CATALOG);
  }

  @Test
  void anEnvoyTeachesNothing() {
    StreamPeer envoy = peer("envoy-1", ClientKind.ENVOY);
    prefetch.opened(envoy);
    ask(envoy, CATALOG);
    prefetch.opened(second);

    ask(second, "inbound/web-2");

    assertThat(state.model().prefetch("web-2")).isEmpty();
    prefetch.closed(envoy);
  }

  @Test
  void clustersAreNotListeners() {
    prefetch.asked(first, TypeUrls.CLUSTER, List.of(CATALOG), Set.of());
    prefetch.opened(second);

    ask(second, "inbound/web-2");

    assertThat(state.model().prefetch("web-2")).isEmpty();
  }

  private void ask(StreamPeer peer, String... names) {
    prefetch.asked(peer, TypeUrls.LISTENER, List.of(names), Set.of());
  }

  private static StreamPeer peer(String uid, ClientKind kind) {
    return new StreamPeer(
        new ProxyIdentity(uid, web(), "shop", Access.EVERYTHING),
        kind,
        1,
        Optional.empty(),
        Instant.EPOCH);
  }

  private static SpiffeId web() {
    return SpiffeId.of("cluster.local", "shop", "web");
  }

  private static Instance instance(String uid) {
    return new Instance(
        uid,
        web(),
        "shop",
        Map.of("app", "web"),
        "10.0.0.1",
        List.of(new InboundPort("http", 8080, 18080)),
        "",
        InstanceState.SERVING);
  }
}
