package io.heddle.perf.baseline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Entry point of the baseline: {@code capture PORT FILE SERVICE...} takes a control plane's
 * resources over, {@code serve FILE KEYS} serves them until the process is ended, {@code pair
 * MESH_PORT APPLICATION_PORT SERVER_ID} serves a pair of sidecars what {@link PairResources} says.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = List.of(arguments);
    switch (words.getFirst()) {
      case "capture" -> capture(words);
      case "serve" -> serve(words);
      case "pair" -> pair(words);
      default ->
          throw new IllegalArgumentException(
              "command: " + words.getFirst() + " (expected: capture, serve or pair)");
    }
  }

  private static void capture(List<String> words) throws IOException, InterruptedException {
    InetSocketAddress from =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words.get(1)));
    ResourceFile.write(Path.of(words.get(2)), Capture.from(from, words.subList(3, words.size())));
    System.out.println("captured");
  }

  private static void serve(List<String> words) throws IOException, InterruptedException {
    Cache cache = new Cache(ResourceFile.read(Path.of(words.get(1))));
    XdsPort xds = XdsPort.open(cache, Path.of(words.get(2)));
    try (CommandPort commands = CommandPort.open(cache)) {
      System.out.println("baseline ready: xds " + xds.port() + " commands " + commands.port());
      new CountDownLatch(1).await();
    }
  }

  private static void pair(List<String> words) throws IOException, InterruptedException {
    int meshPort = Integer.parseInt(words.get(1));
    int applicationPort = Integer.parseInt(words.get(2));
    Cache cache = new Cache(PairResources.of(meshPort, applicationPort, words.get(3)));
    System.out.println("pair ready: xds " + XdsPort.openPlaintext(cache).port());
    new CountDownLatch(1).await();
  }
}
