package io.heddle.proxy.listener;

import io.heddle.proxy.cluster.UpstreamSettings;
import io.heddle.proxy.filter.mirror.MirrorObserver;
import io.heddle.proxy.http.ApplicationObserver;
import io.heddle.proxy.http.ConnectionObserver;
import io.heddle.proxy.http.ExchangeObserver;
import io.heddle.proxy.http.Protections;
import io.heddle.proxy.memory.MemorySettings;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a data path is made with.
 *
 * @param inboundListener name of the listener resource of this instance
 * @param loops number of event loops
 * @param demand hears of connections that need a listener
 * @param random makes one generator for each event loop
 */
public record DataPathConfig(
    String inboundListener,
    int loops,
    MemorySettings memory,
    Protections protections,
    DownstreamSettings downstream,
    UpstreamSettings upstream,
    Observers observers,
    OutboundDemand demand,
    Time time,
    Supplier<RandomGenerator> random) {

  /** Who hears what happens. */
  public record Observers(
      ExchangeObserver exchanges,
      ConnectionObserver connections,
      ApplicationObserver application,
      MirrorObserver mirrors) {
    public static final Observers NONE =
        new Observers(
            ExchangeObserver.NONE,
            ConnectionObserver.NONE,
            ApplicationObserver.NONE,
            MirrorObserver.NONE);
  }

  /** Dates for certificates, nanoseconds for durations. */
  public record Time(InstantSource clock, LongSupplier nanoTicker) {
    public static final Time SYSTEM = new Time(InstantSource.system(), System::nanoTime);
  }
}
