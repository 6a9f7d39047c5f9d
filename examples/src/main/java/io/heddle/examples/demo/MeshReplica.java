package io.heddle.examples.demo;

import io.heddle.examples.shop.ShopApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A replica in the mesh: sidecar and application as one unit of {@code heddle run}. */
public final class MeshReplica implements Replica {
  private final ReplicaSpec spec;
  private final ManagedProcess unit;
  private final Path state;
  private final InstanceStates states;
  private final Set<Protection> without;

  MeshReplica(
      ReplicaSpec spec,
      ManagedProcess unit,
      Path state,
      InstanceStates states,
      Set<Protection> without) {
    this.spec = spec;
    this.unit = unit;
    this.state = state;
    this.states = states;
    this.without = Set.copyOf(without);
  }

  @Override
  public String name() {
    return spec.name();
  }

  public String service() {
    return spec.service();
  }

  public boolean isAlive() {
    return unit.isAlive();
  }

  /** The line in which its sidecar named its ports. */
  public String readyLine() throws IOException, InterruptedException {
    return unit.awaitReady(Duration.ZERO);
  }

  /** What sidecar and application have printed. */
  public Path log() {
    return unit.log();
  }

  /** The present process of its application; empty while there is none. */
  public Optional<ProcessHandle> application() {
    return unit.handle().children().filter(MeshReplica::isApplication).findFirst();
  }

  /** The present process of its sidecar; empty while there is none. */
  public Optional<ProcessHandle> sidecar() {
    return unit.handle().children().filter(MeshReplica::isSidecar).findFirst();
  }

  /** A process that is dead and not yet forgotten has no command any more. */
  private static boolean isSidecar(ProcessHandle child) {
    return child.info().command().isPresent() && !isApplication(child);
  }

  private static boolean isApplication(ProcessHandle child) {
    return child.info().commandLine().orElse("").contains(ShopApp.class.getName());
  }

  @Override
  public String version() {
    return spec.version();
  }

  /** With the gate, once it serves; without, as soon as the control plane lists it. */
  @Override
  public boolean isReady() throws IOException {
    if (!unit.isAlive()) {
      throw new IOException(name() + ": exited (expected: running); it last said:\n" + unit.tail());
    }
    Optional<String> listed = uid().flatMap(states.now()::get);
    return without.contains(Protection.GATE)
        ? listed.isPresent()
        : listed.filter("SERVING"::equals).isPresent();
  }

  @Override
  public String state() {
    try {
      return uid().flatMap(states.latest()::get).orElse("STARTING");
    } catch (IOException e) {
      return "UNKNOWN (" + e.getMessage() + ")";
    }
  }

  @Override
  public void terminate() {
    unit.terminate();
  }

  @Override
  public void kill() {
    unit.kill();
  }

  @Override
  public boolean awaitExit(Duration bound) throws InterruptedException {
    return unit.awaitExit(bound);
  }

  /** Its name in the mesh; empty until its sidecar has one. */
  public Optional<String> uid() throws IOException {
    try {
      String uid = Files.readString(state.resolve("instance-uid")).strip();
      return uid.isEmpty() ? Optional.empty() : Optional.of(uid);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }
}
