package io.heddle.controlplane.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.files.HostFile;
import io.heddle.controlplane.files.HostFile.HostService;
import io.heddle.controlplane.files.HostFile.Use;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ReplicasTest {
  private final AtomicInteger free = new AtomicInteger(40_000);

  @Test
  void replicasListenOnConsecutivePorts() {
    List<Replica> replicas = of(service("catalog", 9_001, 3, List.of()));

    assertThat(replicas).extracting(Replica::port).containsExactly(9_001, 9_002, 9_003);
    assertThat(replicas)
        .extracting(Replica::name)
        .containsExactly("catalog-1", "catalog-2", "catalog-3");
  }

  @Test
  void aServiceWithoutAPortGetsAFreeOneForEachReplica() {
    assertThat(of(service("catalog", 0, 2, List.of())))
        .extracting(Replica::port)
        .containsExactly(40_000, 40_001);
  }

  @Test
  void theApplicationFindsWhatItUsesInItsEnvironment() {
    Use use = new Use("payment-cards.bank", 8_080);

    Replica replica = of(service("web", 9_001, 1, List.of(use))).getFirst();

    assertThat(replica.environment("token"))
        .containsEntry("PORT", "9001")
        .containsEntry("PAYMENT_CARDS_BANK_ADDRESS", "127.0.0.1:40000");
    assertThat(replica.arguments("127.0.0.1:15012"))
        .containsSubsequence("--outbound", "payment-cards.bank:8080=40000")
        .endsWith("./web");
  }

  @Test
  void theJoinTokenIsOnNoCommandLine() {
    Replica replica = of(service("web", 9_001, 1, List.of())).getFirst();

    assertThat(replica.environment("secret")).containsEntry("HEDDLE_JOIN_TOKEN", "secret");
    assertThat(replica.arguments("127.0.0.1:15012")).doesNotContain("--join-token", "secret");
  }

  @Test
  void aServiceObjectIsMadeForEachService() {
    String yaml = ServiceObjects.yaml(file(service("catalog", 0, 1, List.of())));

    assertThat(yaml)
        .contains("name: \"catalog\"", "namespace: \"shop\"", "app: \"catalog\"", "port: 80");
  }

  private List<Replica> of(HostService service) {
    return Replicas.of(file(service), Path.of("state"), free::getAndIncrement);
  }

  private static HostFile file(HostService service) {
    return new HostFile("shop", Optional.empty(), List.of(service));
  }

  private static HostService service(String name, int listen, int replicas, List<Use> uses) {
    return new HostService(name, "./" + name, 80, listen, replicas, "tcp", uses, Map.of());
  }
}
