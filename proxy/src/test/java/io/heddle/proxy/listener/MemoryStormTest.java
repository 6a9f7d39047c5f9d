package io.heddle.proxy.listener;

import io.heddle.proxy.filter.gate.InboundGate;
import io.heddle.proxy.memory.MemorySettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever clients and applications do, nothing is counted as held once it is over. */
final class MemoryStormTest {
  private static final int CLIENTS = 12;
  private static final int TURNS = 25;
  private static final int MOST_BYTES = 200_000;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final TestIdentities identities = new TestIdentities();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  private <T extends AutoCloseable> T closing(T one) {
    opened.add(one);
    return one;
  }

  @ParameterizedTest(name = "seed {0}, {1} bytes of memory")
  @CsvSource({"1, 24000000", "2, 400000", "3, 400000", "4, 40000"})
  void nothingIsHeldAfterTheStorm(long seed, long directBytes) throws Exception {
    MemorySettings memory = new MemorySettings(directBytes);
    TestApplication application = closing(new TestApplication(new Moody(seed)));
    TestProxy server = closing(TestProxy.inbound(application.port(), memory));
    server.apply(
        Snapshots.empty()
            .identity(identities.of("catalog"))
            .inbound(server.meshPort(), application.port())
            .build());
    server.dataPath().gate().to(InboundGate.State.OPEN);
    TestProxy http = closing(TestProxy.outbound(memory));
    http.apply(into(server, "heddle-http/1.1").outboundHttp().build());
    TestProxy opaque = closing(TestProxy.outbound(memory));
    opaque.apply(into(server, "heddle-tcp").outboundTcp(Duration.ofHours(1)).build());

    storm(new SplittableRandom(seed), http, opaque);
    application.close();

    http.apply(Snapshots.empty().build());
    server.dataPath().activity().quietBut(Set.of()).get(20, TimeUnit.SECONDS);

    for (TestProxy proxy : List.of(http, opaque, server)) {
      Eventually.until(() -> proxy.dataPath().memory().heldBytes() == 0);
    }
  }

  private Snapshots into(TestProxy server, String protocol) {
    return Snapshots.empty()
        .identity(identities.of("web"))
        .meshCluster(protocol, Snapshots.endpoint(server.meshPort(), "catalog-1"));
  }

  private static void storm(SplittableRandom seeds, TestProxy... proxies) throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        RandomGenerator random = seeds.split();
        TestProxy proxy = proxies[i % proxies.length];
        running.add(CompletableFuture.runAsync(() -> client(proxy, random), clients));
      }
      for (CompletableFuture<Void> one : running) {
        one.get(60, TimeUnit.SECONDS);
      }
    }
  }

  private static void client(TestProxy proxy, RandomGenerator random) {
    for (int turn = 0; turn < TURNS; turn++) {
      try (TestClient client = new TestClient(proxy.address())) {
        turn(client, random);
      } catch (IOException _) {
        // Cut by the application, as some turns want.
      }
    }
  }

  private static void turn(TestClient client, RandomGenerator random) throws IOException {
    int bytes = random.nextInt(MOST_BYTES);
    switch (random.nextInt(8)) {
      case 0 -> client.exchange(TestClient.get("/" + bytes));
      case 1 -> client.exchange(TestClient.post("/10", "x".repeat(bytes)));
      case 2 -> {
        client.send(TestClient.get("/" + bytes));
        client.readSlowly(random.nextInt(30));
      }
      case 3 -> {
        client.send(TestClient.get("/" + bytes));
        client.reset();
      }
      case 4 -> client.send(TestClient.post("/10", "x".repeat(bytes)).substring(0, bytes / 2 + 1));
      case 5 -> client.send("GET /10 HTTP/1.1\r\nHost: catalog\r\nX-Long: " + "x".repeat(3_000));
      case 6 -> {
        client.send(TestClient.post("/" + bytes, "x".repeat(bytes)));
        client.endOutput();
        client.readUntil("\r\n\r\n");
      }
      default -> {
        client.send(TestClient.get("/" + bytes) + TestClient.get("/5"));
        client.readResponse();
        client.readResponse();
      }
    }
  }

  /** Answers with as many bytes as the path says, or closes or resets before, in or after that. */
  private record Moody(long seed) implements TestApplication.Behaviour {
    @Override
    public void on(TestApplication.Talk talk) throws IOException {
      RandomGenerator random = new SplittableRandom(seed * 31 + talk.number());
      while (true) {
        String request = talk.readRequest();
        int mood = random.nextInt(10);
        if (request.isEmpty() || mood == 0) {
          return;
        }
        String answer = TestApplication.ok("y".repeat(length(request)));
        talk.send(mood < 3 ? answer.substring(0, answer.length() / 2) : answer);
        if (mood == 1) {
          talk.reset();
        }
        if (mood < 3) {
          return;
        }
      }
    }

    private static int length(String request) {
      return Integer.parseInt(
          request.substring(request.indexOf('/') + 1, request.indexOf(" HTTP")));
    }
  }
}
