package io.heddle.controlplane.xds.conformance;

import io.heddle.controlplane.xds.ResourceKey;
import io.heddle.controlplane.xds.StreamPeer;
import io.heddle.controlplane.xds.XdsObserver;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the server says of itself, for tests to count and to wait for. */
final class Facts implements XdsObserver {
  private static final long DEADLINE_SECONDS = 10;

  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicLong sentBytes = new AtomicLong();
  private final BlockingQueue<String> accepted = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

  @Override
  public void streamClosed(StreamPeer peer) {
    closed.add(peer.identity().uid());
  }

  @Override
  public void sent(StreamPeer peer, String typeUrl, int resources, int sizeBytes) {
    sent.incrementAndGet();
    sentBytes.addAndGet(sizeBytes);
  }

  @Override
  public void accepted(StreamPeer peer, String typeUrl) {
    accepted.add(typeUrl);
  }

  @Override
  public void rejected(StreamPeer peer, ResourceKey resource, String error) {
    refusals.add(error);
  }

  int sent() {
    return sent.get();
  }

  long sentBytes() {
    return sentBytes.get();
  }

  /** The text of every refusal of a resource. */
  Queue<String> refusals() {
    return refusals;
  }

  /** Waits for one acceptance more. */
  void awaitAccepted() {
    next(accepted);
  }

  /** Waits for the end of one stream more, and returns whose it was. */
  String awaitClosed() {
    return next(closed);
  }

  private static String next(BlockingQueue<String> queue) {
    try {
      String fact = queue.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      if (fact == null) {
        throw new AssertionError("not within " + DEADLINE_SECONDS + " s");
      }
      return fact;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
