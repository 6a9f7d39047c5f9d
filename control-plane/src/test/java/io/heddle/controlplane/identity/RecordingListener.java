package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.v1.Stats;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what workloads say, each as a line of text. */
final class RecordingListener implements WorkloadListener {
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final Map<String, WorkloadSession> sessions = new ConcurrentHashMap<>();

  /** The next event, waited for. */
  String next() throws InterruptedException {
    String event = events.poll(10, TimeUnit.SECONDS);
    assertThat(event).as("an event within 10 s").isNotNull();
    return String.valueOf(event);
  }

  boolean isSilent() {
    return events.isEmpty();
  }

  WorkloadSession session(String uid) {
    WorkloadSession session = sessions.get(uid);
    if (session == null) {
      throw new AssertionError("no session of " + uid);
    }
    return session;
  }

  @Override
  public void joined(WorkloadSession session) {
    sessions.put(session.registration().uid(), session);
    events.add("joined " + session.registration().uid());
  }

  @Override
  public void health(WorkloadSession session, boolean healthy, String cause) {
    events.add("health " + session.registration().uid() + " " + healthy + " " + cause);
  }

  @Override
  public void stopping(WorkloadSession session) {
    events.add("stopping " + session.registration().uid());
  }

  @Override
  public void quiet(WorkloadSession session) {
    events.add("quiet " + session.registration().uid());
  }

  @Override
  public void reached(WorkloadSession session, String instanceUid, String cause) {
    events.add("reached " + session.registration().uid() + " " + instanceUid + " " + cause);
  }

  @Override
  public void stats(WorkloadSession session, Stats stats) {
    events.add("stats " + session.registration().uid() + " " + stats.getInboundCount());
  }

  @Override
  public void left(WorkloadSession session) {
    sessions.remove(session.registration().uid(), session);
    events.add("left " + session.registration().uid());
  }
}
