package io.heddle.examples.demo;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Waits until applications answer, asking them as an operator's health check would. */
final class Readiness {
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final Duration POLL = Duration.ofMillis(100);

  private final Clocks clocks;

  Readiness(Clocks clocks) {
    this.clocks = clocks;
  }

  void await(List<InetSocketAddress> applications, Duration bound)
      throws IOException, InterruptedException {
    long start = clocks.ticker().getAsLong();
    for (InetSocketAddress application : applications) {
      while (!isHealthy(application)) {
        if (clocks.ticker().getAsLong() - start > bound.toNanos()) {
          throw new IOException(application + ": not healthy after " + bound);
        }
        clocks.pause().pause(POLL);
      }
    }
  }

  static boolean isHealthy(InetSocketAddress application) {
    URI uri = URI.create("http://127.0.0.1:" + application.getPort() + "/healthz");
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      boolean healthy = connection.getResponseCode() == 200;
      connection.disconnect();
      return healthy;
    } catch (IOException _) {
      return false;
    }
  }
}
