package io.heddle.controlplane.up;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The processes of one host: the control plane, then every replica. The first of them that ends by
 * itself ends them all. {@link #stop} may be called on another thread, once.
 */
final class Host {
  private static final Pattern XDS_ADDRESS = Pattern.compile("xds (\\S+)");
  private static final long READY_SECONDS = 60;

  private final Path launcher;
  private final Settings settings;
  private final PrintStream out;
  private final Map<Replica, Child> replicas = new LinkedHashMap<>();
  private Optional<Child> controlPlane = Optional.empty();
  private boolean stopping;

  /**
   * Where a host keeps and serves what.
   *
   * @param objects folder of Services and HTTPRoutes
   * @param state of the control plane
   */
  record Settings(Path objects, Path state, String listen, String admin) {}

  Host(Path launcher, Settings settings, PrintStream out) {
    this.launcher = launcher;
    this.settings = settings;
    this.out = out;
  }

  /** Runs until a process ends by itself; returns its exit code. */
  int run(List<Replica> wanted, Function<Replica, String> joinTokens)
      throws IOException, InterruptedException {
    String xds = xdsAddress(await(startControlPlane()));
    for (Replica replica : wanted) {
      startReplica(replica, xds, joinTokens.apply(replica));
    }
    for (Child child : replicas.values()) {
      await(child);
    }
    out.println("up: " + wanted.size() + " instances ready; Ctrl-C stops them");
    return firstExit();
  }

  /**
   * Ends what runs: services before those that they use, and the control plane that they say
   * good-bye to last. Nothing is started any more.
   */
  void stop() throws InterruptedException {
    Map<Replica, Child> running = runningAtTheEnd();
    Ending ending = new Ending(Ending.Patience.DEFAULT);
    for (List<Replica> layer : Layers.of(List.copyOf(running.keySet()))) {
      ending.all(layer.stream().map(running::get).toList());
    }
    ending.all(controlPlane.stream().toList());
  }

  private synchronized Map<Replica, Child> runningAtTheEnd() {
    stopping = true;
    return new LinkedHashMap<>(replicas);
  }

  private Child startControlPlane() throws IOException {
    List<String> command =
        List.of(
            launcher.toString(),
            "control-plane",
            "--files",
            settings.objects().toString(),
            "--state",
            settings.state().toString(),
            "--listen",
            settings.listen(),
            "--admin",
            settings.admin());
    synchronized (this) {
      Child child = start("control-plane", command, Map.of(), "control plane ready");
      controlPlane = Optional.of(child);
      return child;
    }
  }

  private void startReplica(Replica replica, String xds, String joinToken) throws IOException {
    Files.createDirectories(replica.state());
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(replica.arguments(xds));
    synchronized (this) {
      replicas.put(
          replica, start(replica.name(), command, replica.environment(joinToken), "proxy ready"));
    }
  }

  private Child start(
      String name, List<String> command, Map<String, String> environment, String readyPrefix)
      throws IOException {
    if (stopping) {
      throw new IOException(name + " is not started: all of them end");
    }
    return Child.start(name, command, environment, readyPrefix, out);
  }

  private static String await(Child child) throws IOException, InterruptedException {
    try {
      return child.ready().get(READY_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(child.name() + " ended before it was ready", e);
    } catch (TimeoutException e) {
      throw new IOException(child.name() + " was not ready after " + READY_SECONDS + " s", e);
    }
  }

  private int firstExit() throws InterruptedException {
    CompletableFuture<?>[] exits =
        Stream.concat(controlPlane.stream(), replicas.values().stream())
            .map(this::announcedExit)
            .toArray(CompletableFuture<?>[]::new);
    try {
      return (Integer) CompletableFuture.anyOf(exits).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<Integer> announcedExit(Child child) {
    return child
        .exit()
        .thenApply(code -> {
          out.println("up: " + child.name() + " ended with exit code " + code);
          return code;
        });
  }

  private static String xdsAddress(String readyLine) throws IOException {
    Matcher matcher = XDS_ADDRESS.matcher(readyLine);
    if (!matcher.find()) {
      throw new IOException("control plane said: " + readyLine + " (expected: xds ADDRESS)");
    }
    return matcher.group(1);
  }
}
