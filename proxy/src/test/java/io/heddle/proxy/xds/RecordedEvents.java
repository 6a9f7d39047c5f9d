package io.heddle.proxy.xds;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps what it is told, as text. */
final class RecordedEvents implements ControlPlaneListener {
  private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

  /** The next one of a kind, among any others. */
  String next(String kind) {
    long deadline = System.nanoTime() + SECONDS.toNanos(20);
    try {
      while (true) {
        String event = all.poll(deadline - System.nanoTime(), NANOSECONDS);
        if (event == null) {
          throw new AssertionError("nothing came (expected: " + kind + ")");
        }
        if (event.startsWith(kind)) {
          return event;
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether the first configuration has not been reached so far. */
  boolean isUnconfigured() {
    return !all.contains("first-config");
  }

  @Override
  public void onConnected() {
    all.add("connected");
  }

  @Override
  public void onDisconnected(String cause) {
    all.add("disconnected " + cause);
  }

  @Override
  public void onWelcome(Welcome welcome) {
    all.add("welcome " + welcome.id());
  }

  @Override
  public void onFirstConfig() {
    all.add("first-config");
  }

  @Override
  public void onMissing(String outboundListener) {
    all.add("missing " + outboundListener);
  }

  @Override
  public void onReleased(List<String> laggards) {
    all.add("released " + laggards);
  }

  @Override
  public void onRejected(List<String> reasons) {
    all.add("rejected " + reasons);
  }

  @Override
  public void onCredentialFailure(CredentialFailure failure, String message) {
    all.add("credential " + failure + " " + message);
  }

  @Override
  public void onSession() {
    all.add("session");
  }

  @Override
  public void onFilesUnusable(String message) {
    all.add("files " + message);
  }
}
