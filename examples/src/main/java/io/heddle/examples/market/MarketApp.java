package io.heddle.examples.market;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** Entry point of the market. */
public final class MarketApp {
  private static final Duration DRAIN_BOUND = Duration.ofSeconds(8);

  private MarketApp() {}

  public static void main(String[] arguments) throws IOException {
    MarketOptions options;
    try {
      options = MarketOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("market: " + e.getMessage());
      System.exit(2);
      return;
    }
    MarketLedger ledger =
        new MarketLedger(options.ledger(), options.version(), InstantSource.system());
    Market market =
        Market.start(options.ports(), ledger, options.version(), InstantSource.system());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(market)));
    System.out.println("market ready: 127.0.0.1:" + market.ports().http());
  }

  /** Runs in the shutdown hook; halting there keeps the JVM from exiting as killed by a signal. */
  private static void stop(Market market) {
    market.stop(DRAIN_BOUND);
    Runtime.getRuntime().halt(0);
  }
}
