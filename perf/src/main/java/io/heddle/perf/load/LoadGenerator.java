package io.heddle.perf.load;

import java.io.IOException;
import java.nio.channels.Selector;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Runs a load plan: open loop, latency counted from when each request was due, no retry ever.
 *
 * <p>The run takes the thread that calls {@link #run}; {@link #stop} and {@link #view} are for
 * others.
 */
public final class LoadGenerator implements AutoCloseable {
  private final Recording recording;
  private final Selector selector;
  private final LoadLoop loop;

  /** The run's time starts here. */
  public LoadGenerator(LoadPlan plan, InstantSource clock, LongSupplier ticker) throws IOException {
    this.recording = new Recording(plan);
    this.selector = Selector.open();
    this.loop = new LoadLoop(plan, clock, ticker, recording, selector);
  }

  /**
   * Returns when the plan's duration has passed or {@link #stop} was called, and all is settled.
   */
  public LoadReport run() throws IOException {
    loop.run();
    return recording.report();
  }

  /** Sends no more; {@link #run} returns when what is in flight is settled. */
  public void stop() {
    loop.stop();
  }

  /** What has happened so far. */
  public LoadCounts counts() {
    return recording.counts();
  }

  /** What has happened so far; percentiles since the view before. */
  public LoadView view() {
    return recording.view();
  }

  @Override
  public void close() throws IOException {
    for (var key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
