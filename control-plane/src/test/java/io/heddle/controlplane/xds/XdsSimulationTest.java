package io.heddle.controlplane.xds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random changes, subscriptions, slow answers, refusals and reconnects over several streams. A
 * failing seed is in the test's name; {@code -Dxds.seed=N} runs just that one.
 */
final class XdsSimulationTest {
  private static final int STEPS = 1_000;

  static LongStream seeds() {
    Long seed = Long.getLong("xds.seed");
    return seed == null ? LongStream.rangeClosed(1, 12) : LongStream.of(seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyStreamEndsWithWhatTheCacheHasAndNoWatermarkRunsAhead(long seed) {
    Random random = new Random(seed);
    try (XdsHarness xds = new XdsHarness()) {
      ChangeHistory history = new ChangeHistory();
      List<SimulatedClient> clients = clients(xds, history);
      for (int step = 0; step < STEPS; step++) {
        doSomething(xds, history, clients, random);
        clients.forEach(SimulatedClient::checkWatermark);
      }
      calmDown(xds, clients, random);
      clients.forEach(SimulatedClient::checkWatermark);
      clients.forEach(SimulatedClient::checkQuiet);
    }
  }

  private static List<SimulatedClient> clients(XdsHarness xds, ChangeHistory history) {
    List<SimulatedClient> clients = new ArrayList<>();
    for (int number = 0; number < 3; number++) {
      clients.add(new SimulatedDeltaClient(xds, history, "web-" + number));
    }
    clients.add(new SimulatedStateOfTheWorldClient(xds, history, "envoy-0", "envoy"));
    clients.add(new SimulatedStateOfTheWorldClient(xds, history, "grpc-0", "gRPC Java"));
    return clients;
  }

  private static void doSomething(
      XdsHarness xds, ChangeHistory history, List<SimulatedClient> clients, Random random) {
    SimulatedClient client = clients.get(random.nextInt(clients.size()));
    int choice = random.nextInt(100);
    if (choice < 25) {
      history.changeSomething(xds, random);
    } else if (choice < 40) {
      String type = ChangeHistory.TYPES.get(random.nextInt(ChangeHistory.TYPES.size()));
      client.toggle(new ResourceKey(type, history.randomName(random)));
    } else if (choice < 41) {
      client.reconnect();
    } else if (choice < 60) {
      xds.mesh.advanceMillis(random.nextInt(30));
    } else {
      client.answer(random, 10);
    }
  }

  /** Everybody answers everything and refuses nothing, and all waiting is over. */
  private static void calmDown(XdsHarness xds, List<SimulatedClient> clients, Random random) {
    boolean isBusy = true;
    while (isBusy) {
      isBusy = false;
      for (SimulatedClient client : clients) {
        while (client.answer(random, 0)) {
          isBusy = true;
        }
      }
      if (!isBusy) {
        xds.mesh.advance(Duration.ofSeconds(61));
        isBusy = clients.stream().anyMatch(client -> client.answer(random, 0));
      }
    }
  }
}
