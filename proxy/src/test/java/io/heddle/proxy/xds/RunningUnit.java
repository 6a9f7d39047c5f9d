package io.heddle.proxy.xds;

import io.heddle.proxy.supervisor.OrphanWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@code heddle run} with a small application, as processes. */
final class RunningUnit implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final List<String> printed = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<ProcessHandle> children = new ArrayList<>();
  private @Nullable Process process;

  void start(Path directory, InetSocketAddress controlPlane, String token, String... jvm)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(java, "-Xshare:auto", "-Xmx24m"));
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(jvm));
    command.addAll(List.of("-cp", classPath, "io.heddle.proxy.Main", "run"));
    command.addAll(List.of("--control-plane", "127.0.0.1:" + controlPlane.getPort()));
    command.addAll(List.of("--state", directory.resolve("state").toString()));
    command.addAll(List.of("--inbound", Integer.toString(port), "--outbound", "catalog:80=0"));
    command.addAll(List.of("--admin", "127.0.0.1:0", "--health-listen", "127.0.0.1:0"));
    command.addAll(List.of("--", java, "-XX:TieredStopAtLevel=1", "-cp", classPath));
    command.addAll(List.of(SmallApplication.class.getName(), Integer.toString(port)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HEDDLE_JOIN_TOKEN", token);
    builder.environment().put(OrphanWatch.STARTED_BY_UP, "1");
    Process started = builder.start();
    process = started;
    Thread.ofVirtual().start(() -> read(started));
  }

  private void read(Process started) {
    try (BufferedReader output = started.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        printed.add(line);
        lines.add(line);
      }
    } catch (IOException e) {
      printed.add(e.toString());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  List<String> printed() {
    return printed;
  }

  String awaitLine(String prefix) throws InterruptedException {
    return awaitLine(prefix, 1);
  }

  /** The {@code number}th line with that prefix. */
  String awaitLine(String prefix, int number) throws InterruptedException {
    while (true) {
      List<String> found = printed.stream().filter(line -> line.startsWith(prefix)).toList();
      if (found.size() >= number) {
        return found.get(number - 1);
      }
      if (lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) == null) {
        throw new AssertionError("no line " + prefix + " (printed: " + printed + ")");
      }
    }
  }

  /** Where the application reaches the service that it calls. */
  String outbound() throws InterruptedException {
    String ready = awaitLine("proxy ready: ");
    return ready.replaceFirst(".* outbound catalog:80=(\\S+) .*", "$1");
  }

  ProcessHandle sidecar() throws InterruptedException {
    long application = application().pid();
    return child(
        started()
            .children()
            .filter(it -> it.pid() != application)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no sidecar (printed: " + printed + ")")));
  }

  ProcessHandle application() throws InterruptedException {
    String line = awaitLine(SmallApplication.STARTED);
    long pid = Long.parseLong(line.substring(SmallApplication.STARTED.length()));
    return child(
        ProcessHandle.of(pid)
            .orElseThrow(() -> new AssertionError("no application (printed: " + printed + ")")));
  }

  private ProcessHandle child(ProcessHandle found) {
    children.add(found);
    return found;
  }

  /** Not by the process itself, which would stop reading what it prints. */
  void terminate() {
    started().toHandle().destroy();
  }

  /** As {@code heddle up} does when it is killed. */
  void endInput() throws IOException {
    started().getOutputStream().close();
  }

  void kill() {
    started().toHandle().destroyForcibly();
  }

  int awaitExit(Duration patience) throws InterruptedException {
    if (!started().waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + patience + " (printed: " + printed + ")");
    }
    return started().exitValue();
  }

  private Process started() {
    if (process == null) {
      throw new IllegalStateException("unit: not started (expected: start() before)");
    }
    return process;
  }

  @Override
  public void close() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
