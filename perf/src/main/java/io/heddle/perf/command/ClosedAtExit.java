package io.heddle.perf.command;

import java.io.IOException;

/** Closes a measurement when it is done, or when the JVM is told to end before that. */
public final class ClosedAtExit implements AutoCloseable {
  private final Measurement measurement;
  private final Thread hook;

  private ClosedAtExit(Measurement measurement) {
    this.measurement = measurement;
    this.hook = new Thread(this::closeInHook, "cleanup");
  }

  /** A measurement with processes and files that must not outlive it. */
  public interface Measurement {
    void close() throws IOException;
  }

  public static ClosedAtExit of(Measurement measurement) {
    ClosedAtExit closed = new ClosedAtExit(measurement);
    Runtime.getRuntime().addShutdownHook(closed.hook);
    return closed;
  }

  private void closeInHook() {
    try {
      measurement.close();
    } catch (IOException e) {
      System.err.println("heddle: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    try {
      measurement.close();
    } finally {
      unhook();
    }
  }

  private void unhook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The JVM is exiting, and the hook is what closes the measurement.
    }
  }
}
