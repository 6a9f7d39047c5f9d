package io.heddle.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.files.FileSource;
import io.heddle.controlplane.model.InboundPort;
import io.heddle.controlplane.model.Instance;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.translate.TranslateConfig;
import io.heddle.controlplane.translate.Translator;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.Holders;
import io.heddle.controlplane.xds.ResourceKey;
import io.heddle.controlplane.xds.XdsCache;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LingeringIdentitiesTest {
  private static final ServiceName CATALOG = new ServiceName("shop", "catalog");
  private static final SpiffeId BLUE = SpiffeId.of("cluster.local", "shop", "blue");
  private static final SpiffeId GREEN = SpiffeId.of("cluster.local", "shop", "green");

  private final List<ResourceKey> translated = new ArrayList<>();
  private final XdsCache cache = new XdsCache();
  private final MeshState state =
      new MeshState(new Translator(new TranslateConfig("cluster.local"), translated::add), cache);
  private final Client client = new Client();

  @BeforeEach
  void bothAreThere() {
    state.publish(instance("b", BLUE, "blue"));
    state.publish(instance("g", GREEN, "green"));
  }

  @Test
  void whomASelectorLeavesStaysAcceptedUntilEveryClientHasTheOtherEndpoints() {
    select("blue");
    long generation = select("green");
    assertThat(accepted()).containsExactlyInAnyOrder(BLUE, GREEN);

    client.applied = generation - 1;
    state.progress(client);
    assertThat(accepted()).containsExactlyInAnyOrder(BLUE, GREEN);

    client.applied = generation;
    translated.clear();
    state.progress(client);
    assertThat(accepted()).containsExactly(GREEN);
    assertThat(translated).as("its cluster, and nothing else").hasSize(1);
  }

  @Test
  void aSelectorThatMovesBackAndForthChangesTheClusterOnce() {
    select("blue");
    select("green");
    translated.clear();
    var before = accepted();

    select("blue");
    long generation = select("green");

    assertThat(accepted()).isEqualTo(before);
    client.applied = generation;
    state.progress(client);
    assertThat(accepted()).containsExactly(GREEN);
  }

  @Test
  void anInstanceThatLeavesLetsItsIdentityLinger() {
    select("blue");
    long generation = state.remove("b");
    assertThat(accepted()).containsExactly(BLUE);

    client.applied = generation;
    state.progress(client);
    assertThat(accepted()).isEmpty();
  }

  @Test
  void nothingLingersOfAServiceThatIsGone() {
    select("blue");
    state.apply(FileSource.read(new TreeMap<>()));
    client.applied = 0;
    state.progress(client);

    assertThat(state.model().formerIdentitiesOf(CATALOG)).isEmpty();
  }

  private Set<SpiffeId> accepted() {
    Set<SpiffeId> accepted = new HashSet<>(state.model().identitiesOf(CATALOG));
    accepted.addAll(state.model().formerIdentitiesOf(CATALOG));
    return accepted;
  }

  /** Moves the selector; the generation of the change. */
  private long select(String app) {
    String service =
        """
        {apiVersion: v1, kind: Service, metadata: {name: catalog, namespace: shop},
         spec: {selector: {app: %s}, ports: [{port: 80, targetPort: 8080}]}}
        """
            .formatted(app);
    return state
        .apply(FileSource.read(new TreeMap<>(Map.of("catalog.yaml", service))))
        .getFirst()
        .generation();
  }

  private static Instance instance(String uid, SpiffeId identity, String app) {
    return new Instance(
        uid,
        identity,
        "shop",
        Map.of("app", app),
        "10.0.0.1",
        List.of(new InboundPort("http", 8080, 18080)),
        "",
        InstanceState.SERVING);
  }

  /** The one client, by hand. */
  private static final class Client implements Holders {
    private long applied;

    @Override
    public List<Holder> of(Collection<ResourceKey> resources) {
      return all();
    }

    @Override
    public List<Holder> all() {
      return List.of(new Holder("web", ClientKind.HEDDLE, true, applied, Set.of()));
    }

    @Override
    public long generation() {
      return applied;
    }

    @Override
    public void onChange(Runnable listener) {}

    @Override
    public void delete(String uid) {}
  }
}
