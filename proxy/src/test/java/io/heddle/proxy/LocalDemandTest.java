package io.heddle.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.cluster.UpstreamSettings;
import io.heddle.proxy.http.Protections;
import io.heddle.proxy.listener.DataPath;
import io.heddle.proxy.listener.DataPathConfig;
import io.heddle.proxy.listener.DownstreamSettings;
import io.heddle.proxy.listener.OutboundPort;
import io.heddle.proxy.listener.OutboundUse;
import io.heddle.proxy.memory.MemorySettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two ports of one service, called by two names, with real connections. */
final class LocalDemandTest {
  private static final String CATALOG = "catalog.shop.svc.cluster.local:80";

  private final LocalNames names =
      new LocalNames(
          _ -> new CompletableFuture<>(),
          List.of(new OutboundSpec("catalog", 80, 0), new OutboundSpec("catalog.shop", 80, 0)));
  private final LocalDemand demand = new LocalDemand(names);
  private final LinkedBlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final DataPath dataPath =
      new DataPath(
          new DataPathConfig(
              LocalNames.INBOUND,
              1,
              MemorySettings.ofThisJvm(),
              Protections.ALL,
              DownstreamSettings.DEFAULT,
              UpstreamSettings.DEFAULT,
              DataPathConfig.Observers.NONE,
              (listener, use) -> asked.add(new Asked(listener, use)),
              DataPathConfig.Time.SYSTEM,
              SplittableRandom::new));
  private List<InetSocketAddress> ports = List.of();

  @BeforeEach
  void open() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    ports =
        dataPath
            .start(
                List.of(),
                List.of(
                    new OutboundPort("catalog:80", loopback, 0),
                    new OutboundPort("catalog.shop:80", loopback, 0)))
            .outbound();
  }

  @AfterEach
  void stop() {
    dataPath.close();
  }

  @Test
  void whatIsAskedForBeforeTheNamespaceIsKnownIsWantedThen() throws Exception {
    try (Socket _ = connect(0)) {
      Asked first = asked.take();
      assertThat(ask(first)).isEmpty();

      names.resolve("shop");

      assertThat(demand.askedBefore()).containsExactly(CATALOG);
      assertThat(demand.askedBefore()).isEmpty();
      assertThat(ask(first)).contains(CATALOG);
    }
  }

  @Test
  void aListenerIsReleasedWhenNoneOfItsPortsHasAConnection() throws Exception {
    names.resolve("shop");
    assertThat(demand.lastUsedNanos(CATALOG)).isEmpty();
    assertThat(demand.release(CATALOG)).as("never used").isTrue();
    try (Socket first = connect(0)) {
      Asked one = asked.take();
      ask(one);
      try (Socket _ = connect(1)) {
        Asked other = asked.take();
        ask(other);
        demand.follow(CATALOG);
        first.close();

        assertThat(demand.release(CATALOG)).isFalse();
        assertThat(List.of(one.listener(), other.listener()))
            .containsExactly("catalog:80", "catalog.shop:80");
        assertThat(demand.lastUsedNanos(CATALOG)).isPresent();
      }
    }
    while (!demand.release(CATALOG)) {
      Thread.onSpinWait();
    }

    try (Socket _ = connect(0)) {
      assertThat(asked.take().listener()).isEqualTo("catalog:80");
    }
  }

  private record Asked(String listener, OutboundUse use) {}

  private Optional<String> ask(Asked what) {
    return demand.asked(what.listener(), what.use());
  }

  private Socket connect(int port) throws Exception {
    return new Socket(ports.get(port).getAddress(), ports.get(port).getPort());
  }
}
