package io.heddle.proxy.xds;

import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.WorkloadIdentity;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a sidecar: what is subscribed to and what of it is in force, over one ADS
 * stream after another. Confined to its event loop.
 */
final class ConfigFeed {
  private final EventLoop loop;
  private final ConfigSettings settings;
  private final ControlPlaneListener listener;
  private final Hooks hooks;
  private final ConfigState state;
  private final SnapshotPublisher publisher;
  private final FirstConfig firstConfig;
  private final OnDemand onDemand;
  private @Nullable AdsStream ads;
  private @Nullable Future<?> sweepTimer;

  ConfigFeed(
      ClientEnvironment environment,
      ConfigSettings settings,
      SnapshotConsumer dataPath,
      ControlPlaneListener listener,
      Hooks hooks) {
    this.loop = environment.transport().loop();
    this.settings = settings;
    this.listener = listener;
    this.hooks = hooks;
    this.state = new ConfigState(settings.roots(), settings.silence());
    this.publisher = new SnapshotPublisher(dataPath.target());
    this.firstConfig = new FirstConfig(state, settings.inbound(), settings.claims());
    this.onDemand =
        new OnDemand(
            state,
            settings.inbound(),
            new OutboundSubscriptions(settings.onDemand(), environment.nanoTime(), dataPath.use()));
  }

  /** What else happens when something has arrived. */
  interface Hooks {
    /** Secrets have; may change the identity. */
    void onSecrets();

    /** What was received is in force and acknowledged. */
    void onApplied(ProxySnapshot snapshot);
  }

  void start() {
    long sweep = settings.onDemand().sweep().toNanos();
    sweepTimer = loop.scheduleAtFixedRate(this::sweep, sweep, sweep, TimeUnit.NANOSECONDS);
  }

  void close() {
    if (sweepTimer != null) {
      sweepTimer.cancel(false);
    }
    disconnected();
  }

  /** Subscribes to everything on a new stream, and says which versions are here already. */
  void connected(Consumer<byte[]> out) {
    var wire =
        new AdsStream.Wire(
            out, settings.codec(), settings.firstFetch(), new Unasked(settings.unaskedBytes()));
    ads = new AdsStream(loop, wire, state, publisher, new StreamEvents());
    ads.open();
  }

  void disconnected() {
    if (ads != null) {
      ads.close();
      ads = null;
    }
  }

  void onMessage(byte[] message) throws DecodeException {
    if (ads != null) {
      ads.onMessage(message);
    }
  }

  void want(String listenerName) {
    onDemand.want(listenerName);
    advance();
  }

  /** In force with the next {@link #advance}. */
  void identity(WorkloadIdentity identity) {
    state.identity(identity);
  }

  Optional<Resource> accepted(ResourceKey key) {
    return state.accepted(key);
  }

  /** Sends and applies what has changed other than by a response. */
  void advance() {
    if (ads != null) {
      ads.advance();
    } else {
      publisher.publish(state.contents());
    }
  }

  private void sweep() {
    if (onDemand.dropUnused()) {
      advance();
    }
  }

  private final class StreamEvents implements AdsStream.Listener {
    @Override
    public void onUpdated(ResourceType type) {
      if (type == ResourceType.SECRET) {
        hooks.onSecrets();
      } else if (type == ResourceType.LISTENER && !firstConfig.isReached()) {
        onDemand.prefetch();
      }
    }

    @Override
    public void onRejected(List<Rejection> rejections) {
      listener.onRejected(rejections.stream().map(Rejection::toString).toList());
    }

    @Override
    public void onNoRoom(int resources) {
      listener.onRejected(
          List.of(
              resources
                  + " resources that were not asked for: not kept (expected: at most "
                  + settings.unaskedBytes()
                  + " bytes of listeners and clusters)"));
    }

    @Override
    public void onApplied(ProxySnapshot snapshot) {
      hooks.onApplied(snapshot);
      onDemand.onApplied(snapshot).forEach(listener::onMissing);
      if (firstConfig.isReachedBy(snapshot, onDemand.prefetched())) {
        listener.onFirstConfig();
      }
      if (onDemand.dropMissing()) {
        advance();
      }
    }
  }
}
