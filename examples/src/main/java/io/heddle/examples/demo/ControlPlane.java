package io.heddle.examples.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The control plane's process; it can be killed and comes back at the same addresses. */
public final class ControlPlane {
  private static final Duration START_BOUND = Duration.ofSeconds(60);
  private static final Pattern READY =
      Pattern.compile(".* xds (\\S+) admin (\\S+)(?: xds-plaintext (\\S+))?.*");
  private static final String ANY_PORT = "127.0.0.1:0";

  private final Commands commands;
  private final ProcessGroup processes;
  private final MeshFiles files;
  private final PartPlan plan;
  private String xdsAddress = ANY_PORT;
  private String adminAddress = ANY_PORT;
  private String plaintextAddress;
  private int starts;
  private ManagedProcess process;

  private ControlPlane(Commands commands, ProcessGroup processes, MeshFiles files, PartPlan plan)
      throws IOException {
    this.commands = commands;
    this.processes = processes;
    this.files = files;
    this.plan = plan;
    this.plaintextAddress = plan.strangers() == PartPlan.Strangers.SERVED ? ANY_PORT : "";
    this.process = launch();
  }

  /** Returns when it is ready. */
  static ControlPlane start(
      Commands commands, ProcessGroup processes, MeshFiles files, PartPlan plan)
      throws IOException, InterruptedException {
    Manifests.write(files.objects());
    ControlPlane controlPlane = new ControlPlane(commands, processes, files, plan);
    controlPlane.awaitReady();
    return controlPlane;
  }

  /** SIGKILL. */
  public void kill() {
    process.kill();
    process.awaitGone();
  }

  /** SIGTERM, and waits for its exit. */
  void stop(Duration bound) throws IOException, InterruptedException {
    process.terminate();
    process.awaitEnd(bound);
  }

  /** Starts it again after {@link #kill}, with the same state and addresses. */
  public void restart() throws IOException, InterruptedException {
    process = launch();
    awaitReady();
  }

  /** Host and port for sidecars. */
  public String xdsAddress() {
    return xdsAddress;
  }

  /** Host and port for programs that are not Heddle's; empty unless the plan has some. */
  public String plaintextAddress() {
    return plaintextAddress;
  }

  /** Host and port for operators. */
  public String adminAddress() {
    return adminAddress;
  }

  public ProcessHandle process() {
    return process.handle();
  }

  ControlPlaneClient client() {
    return new ControlPlaneClient(adminAddress);
  }

  private ManagedProcess launch() throws IOException {
    String name = "control-plane-" + ++starts;
    return processes.start(
        new Launch(
            name,
            commands.controlPlane(
                files, new Commands.Addresses(xdsAddress, adminAddress, plaintextAddress), plan),
            files.log(name),
            "control plane ready:"));
  }

  private void awaitReady() throws IOException, InterruptedException {
    String line = process.awaitReady(START_BOUND);
    Matcher matcher = READY.matcher(line);
    if (!matcher.matches()) {
      throw new IOException("ready line: " + line + " (expected: … xds ADDRESS admin ADDRESS)");
    }
    xdsAddress = matcher.group(1);
    adminAddress = matcher.group(2);
    if (matcher.group(3) != null) {
      plaintextAddress = matcher.group(3);
    }
  }
}
