package io.heddle.examples.shop;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;

/** Entry point of the demo application, the same for both services. */
public final class ShopApp {
  private static final Duration DRAIN_BOUND = Duration.ofSeconds(8);
  private static final Duration RUDE_DELAY = Duration.ofMillis(200);

  private ShopApp() {}

  public static void main(String[] arguments) throws Exception {
    ShopOptions options;
    try {
      options = ShopOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("shop: " + e.getMessage());
      System.exit(2);
      return;
    }
    Handler handler = handler(options);
    Thread.sleep(untilStart(options.startDelay()));
    HttpServer server = new HttpServer(options.port(), handler);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(options.manners(), server)));
    System.out.println("shop ready: 127.0.0.1:" + server.port());
    server.serve();
  }

  private static Handler handler(ShopOptions options) throws IOException {
    long pid = ProcessHandle.current().pid();
    Ledger ledger = new Ledger(options.ledger(), pid, options.version(), InstantSource.system());
    WorkTime workTime = new WorkTime(new SplittableRandom(options.seed()));
    Handler service =
        switch (options.role()) {
          case CATALOG ->
              new Busy(options.version(), new Catalog(options.version(), ledger, workTime));
          case WEB ->
              new Web(
                  ledger,
                  workTime,
                  new Upstream(options.upstream().orElseThrow(), System::nanoTime));
        };
    return new Health(options.version(), service);
  }

  /** The delay counts from the start of the process, not from when the JVM got here. */
  private static Duration untilStart(Duration delay) {
    Instant now = Instant.now();
    Instant started = ProcessHandle.current().info().startInstant().orElse(now);
    Duration left = delay.minus(Duration.between(started, now));
    return left.isPositive() ? left : Duration.ZERO;
  }

  /** Runs in the shutdown hook; halting there keeps the JVM from exiting as killed by a signal. */
  private static void stop(Manners manners, HttpServer server) {
    try {
      switch (manners) {
        case RUDE -> Thread.sleep(RUDE_DELAY);
        case POLITE -> server.stop(DRAIN_BOUND);
      }
    } catch (IOException | InterruptedException e) {
      System.err.println("stop: " + e.getMessage());
    }
    Runtime.getRuntime().halt(0);
  }
}
