package io.heddle.examples.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.forward.TcpForwarder;
import io.heddle.examples.market.Market;
import io.heddle.examples.market.MarketLedger;
import io.heddle.examples.market.MarketPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All clients against real markets, without a mesh. */
final class MixedLoadTest {
  private static final Duration BOUND = Duration.ofSeconds(1);

  @TempDir private Path ledgers;

  private final List<TcpForwarder> forwarders = new ArrayList<>();

  @BeforeEach
  void listen() throws IOException {
    for (int i = 0; i < 4; i++) {
      forwarders.add(new TcpForwarder());
    }
  }

  @AfterEach
  void close() throws IOException {
    for (TcpForwarder forwarder : forwarders) {
      forwarder.close();
    }
  }

  @Test
  void aMarketThatStopsPolitelyMovesSessionsAndLosesNothing() throws Exception {
    Market first = market("v1");
    Market second = market("v2");
    addresses(first).forEach(address -> forwarders.get(address.forwarder()).add(address.at()));
    MixFindings findings;
    try (MixLoad load = MixLoad.start(plan(), Timing.SYSTEM)) {
      // Not before everything runs that has to start first.
      while (load.view().sent() < 150) {
        run(Duration.ofMillis(50));
      }
      addresses(second).forEach(address -> forwarders.get(address.forwarder()).add(address.at()));
      addresses(first).forEach(address -> forwarders.get(address.forwarder()).remove(address.at()));
      // Connections that were just accepted reach the market that is to stop.
      run(Duration.ofMillis(200));
      first.stop(BOUND);
      run(Duration.ofSeconds(1));
      findings = load.finish().reconcile(new Ledgers(ledgers), (_, _) -> true);
    } finally {
      second.stop(BOUND);
    }

    assertThat(findings.failures()).isEmpty();
    assertThat(findings.disagreements()).isEmpty();
    assertThat(findings.kinds()).hasSize(9).allMatch(kind -> kind.sent() > 0);
    assertThat(findings.kinds())
        .filteredOn(result -> result.kind().isSession())
        .allMatch(result -> result.moved() > 0, "moved");
    assertThat(findings.isFlawless()).isTrue();
  }

  private MixPlan plan() {
    List<Integer> ports = forwarders.stream().map(TcpForwarder::port).toList();
    return new MixPlan(
        new MarketPorts(ports.get(0), ports.get(1), ports.get(2), ports.get(3)),
        200,
        Duration.ofMillis(500),
        new MixPlan.Lengths(Duration.ofMillis(200), Duration.ofMillis(800)),
        Duration.ofSeconds(5),
        42);
  }

  private Market market(String version) throws IOException {
    InstantSource clock = InstantSource.system();
    MarketLedger ledger = new MarketLedger(ledgers.resolve(version + ".ledger"), version, clock);
    return Market.start(new MarketPorts(0, 0, 0, 0), ledger, version, clock);
  }

  private record Address(int forwarder, InetSocketAddress at) {}

  private static List<Address> addresses(Market market) {
    MarketPorts ports = market.ports();
    List<Integer> all = List.of(ports.http(), ports.h2(), ports.grpc(), ports.tcp());
    List<Address> addresses = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      addresses.add(new Address(i, new InetSocketAddress(loopback, all.get(i))));
    }
    return addresses;
  }

  /** Real sockets need real time. */
  private static void run(Duration duration) throws InterruptedException {
    boolean _ = new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }
}
