package io.heddle.controlplane.up;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processes of one host: the control plane, then every replica. The first of them that ends by
 * itself ends them all.
 */
final class Host {
  private static final Pattern XDS_ADDRESS = Pattern.compile("xds (\\S+)");
  private static final long READY_SECONDS = 60;
  private static final long PATIENCE_SECONDS = 40;

  private final Path launcher;
  private final Settings settings;
  private final PrintStream out;
  private final List<Child> children = new ArrayList<>();

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
  int run(List<Replica> replicas, Function<Replica, String> joinTokens)
      throws IOException, InterruptedException {
    Child controlPlane = startControlPlane();
    String xds = xdsAddress(await(controlPlane));
    for (Replica replica : replicas) {
      startReplica(replica, xds, joinTokens.apply(replica));
    }
    for (int i = 1; i < children.size(); i++) {
      await(children.get(i));
    }
    out.println("up: " + replicas.size() + " instances ready; Ctrl-C stops them");
    return firstExit();
  }

  /** Stops the replicas, all at once, then the control plane that they say good-bye to. */
  void stop() throws InterruptedException {
    List<Child> running = List.copyOf(children);
    List<Thread> stopping = new ArrayList<>();
    for (Child replica : running.subList(Math.min(1, running.size()), running.size())) {
      stopping.add(Thread.ofVirtual().start(() -> stop(replica)));
    }
    for (Thread thread : stopping) {
      thread.join();
    }
    if (!running.isEmpty()) {
      running.getFirst().stop(PATIENCE_SECONDS);
    }
  }

  private static void stop(Child child) {
    try {
      child.stop(PATIENCE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
    return start("control-plane", command, Map.of(), "control plane ready");
  }

  private void startReplica(Replica replica, String xds, String joinToken) throws IOException {
    Files.createDirectories(replica.state());
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(replica.arguments(xds));
    start(replica.name(), command, replica.environment(joinToken), "proxy ready");
  }

  private Child start(
      String name, List<String> command, Map<String, String> environment, String readyPrefix)
      throws IOException {
    Child child = Child.start(name, command, environment, readyPrefix, out);
    children.add(child);
    return child;
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
        children.stream().map(this::announcedExit).toArray(CompletableFuture<?>[]::new);
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
