package io.heddle.examples.demo;

import java.io.IOException;
import java.time.Duration;

/** A replica whose sidecar and application are processes of their own. */
public final class SplitReplica implements Replica {
  private final MeshReplica sidecar;
  private final ManagedProcess application;

  SplitReplica(MeshReplica sidecar, ManagedProcess application) {
    this.sidecar = sidecar;
    this.application = application;
  }

  /** SIGKILL to the application; its port refuses from then on, and its sidecar stays. */
  public void killApplication() throws InterruptedException, IOException {
    application.kill();
    if (!application.awaitExit(Duration.ofSeconds(5))) {
      throw new IOException(name() + ": runs 5 s after SIGKILL");
    }
  }

  @Override
  public String name() {
    return sidecar.name();
  }

  @Override
  public String version() {
    return sidecar.version();
  }

  @Override
  public boolean isReady() throws IOException {
    return sidecar.isReady() && application.isReady();
  }

  @Override
  public String state() {
    return sidecar.state() + (application.isAlive() ? "" : " (killed)");
  }

  @Override
  public void terminate() {
    sidecar.terminate();
    application.terminate();
  }

  @Override
  public void kill() {
    sidecar.kill();
    application.kill();
  }

  @Override
  public boolean awaitExit(Duration bound) throws InterruptedException {
    return sidecar.awaitExit(bound) && application.awaitExit(bound);
  }
}
