package io.heddle.examples.demo;

import java.io.IOException;
import java.time.Duration;

/** A replica whose sidecar and application are processes of their own. */
public final class SplitReplica implements Replica {
  private final MeshReplica sidecar;
  private final ApplicationStart start;
  private ManagedProcess application;

  /** Starts the application beside a sidecar. */
  interface ApplicationStart {
    ManagedProcess start() throws IOException;
  }

  SplitReplica(MeshReplica sidecar, ApplicationStart start) throws IOException {
    this.sidecar = sidecar;
    this.start = start;
    this.application = start.start();
  }

  /** After a kill: the application comes back on the same port. */
  void startApplication() throws IOException {
    application = start.start();
  }

  /** SIGKILL to the application; its port refuses until it is started again. */
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
