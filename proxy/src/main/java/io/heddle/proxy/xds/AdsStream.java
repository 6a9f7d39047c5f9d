package io.heddle.proxy.xds;

import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.xds.DeltaResponse.DeltaResource;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One ADS stream in the delta protocol: subscribes to what the state wants, and acknowledges a
 * response when it is in force. Confined to its event loop.
 */
final class AdsStream {
  static final String METHOD =
      "/envoy.service.discovery.v3.AggregatedDiscoveryService/DeltaAggregatedResources";

  private final EventExecutor loop;
  private final Consumer<byte[]> out;
  private final DeltaCodec codec;
  private final Duration firstFetch;
  private final Unasked unasked;
  private final ConfigState state;
  private final SnapshotPublisher publisher;
  private final Listener listener;
  private final Map<ResourceType, Set<String>> subscribed = new EnumMap<>(ResourceType.class);

  /** In which turn of subscribing each was asked for. */
  private final Map<ResourceKey, Long> askedIn = new HashMap<>();

  private long turn;
  private boolean nodeSent;
  private boolean closed;

  AdsStream(
      EventExecutor loop,
      Wire wire,
      ConfigState state,
      SnapshotPublisher publisher,
      Listener listener) {
    this.loop = loop;
    this.out = wire.out();
    this.codec = wire.codec();
    this.firstFetch = wire.firstFetch();
    this.unasked = wire.unasked();
    this.state = state;
    this.publisher = publisher;
    this.listener = listener;
    for (ResourceType type : ResourceType.values()) {
      subscribed.put(type, new LinkedHashSet<>());
    }
  }

  /**
   * The stream's way to the server.
   *
   * @param firstFetch how long a resource that was asked for is waited for
   * @param unasked of this stream
   */
  record Wire(Consumer<byte[]> out, DeltaCodec codec, Duration firstFetch, Unasked unasked) {}

  /** Told what the stream brought. */
  interface Listener {
    /** Resources of the type have arrived; may change the identity and what the state wants. */
    void onUpdated(ResourceType type);

    void onRejected(List<Rejection> rejections);

    /** So many came without being asked for that there was no room for. */
    void onNoRoom(int resources);

    /** What was received is in force and acknowledged. */
    void onApplied(ProxySnapshot snapshot);
  }

  /** Subscribes to everything, and says which versions are here already. */
  void open() {
    state.forgetUnwanted();
    subscribe(Resume.FROM_VERSIONS);
  }

  /** Sends and applies what has changed in the state other than by a response. */
  void advance() {
    advance((snapshot, failure) -> {
      if (failure.isEmpty()) {
        listener.onApplied(snapshot);
      }
    });
  }

  void close() {
    closed = true;
  }

  void onMessage(byte[] message) throws DecodeException {
    DeltaResponse response = codec.decode(message);
    Optional<ResourceType> type = ResourceType.of(response.typeUrl());
    if (type.isEmpty()) {
      throw new DecodeException("type_url", response.typeUrl() + " (expected: one asked for)");
    }
    onResponse(type.get(), response);
  }

  private void onResponse(ResourceType type, DeltaResponse response) {
    unasked.add(type, response, subscribed(type));
    int withoutRoom = unasked.takeWithoutRoom();
    if (withoutRoom > 0) {
      listener.onNoRoom(withoutRoom);
    }
    List<Rejection> rejections = state.update(type, response, subscribed(type)::contains);
    listener.onUpdated(type);
    if (!rejections.isEmpty()) {
      listener.onRejected(rejections);
    }
    advance((snapshot, failure) -> {
      answer(type, response.nonce(), rejections, failure);
      if (failure.isEmpty()) {
        listener.onApplied(snapshot);
      }
    });
  }

  private void advance(BiConsumer<ProxySnapshot, Optional<Throwable>> whenApplied) {
    while (subscribe(Resume.FROM_NOTHING)) {
      // What was here already names more.
    }
    CompletionStage<Void> applied = publisher.publish(state.contents());
    ProxySnapshot snapshot = publisher.current();
    applied.whenComplete((_, failure) ->
        onLoop(() -> {
          if (!closed) {
            // Not earlier: until now requests may have used what is given up here.
            unsubscribe();
            whenApplied.accept(snapshot, Optional.ofNullable(failure));
          }
        }));
  }

  private void answer(
      ResourceType type, String nonce, List<Rejection> rejections, Optional<Throwable> failure) {
    String error =
        failure.map(it -> "not applied: " + it).orElseGet(() -> RejectionReport.of(rejections));
    send(
        error.isEmpty()
            ? DeltaRequest.acknowledge(type, nonce)
            : DeltaRequest.reject(type, nonce, error));
  }

  /** Says whether something that is asked for now was here already. */
  private boolean subscribe(Resume resume) {
    Set<ResourceKey> wanted = state.wanted();
    boolean found = false;
    turn++;
    for (ResourceType type : ResourceType.values()) {
      Set<String> names = new LinkedHashSet<>();
      for (ResourceKey key : wanted) {
        if (key.type() == type && subscribed(type).add(key.name())) {
          names.add(key.name());
          askedIn.put(key, turn);
        }
      }
      if (!names.isEmpty()) {
        Map<String, String> versions =
            resume == Resume.FROM_VERSIONS ? state.versions(type) : Map.of();
        send(DeltaRequest.subscribe(type, names, versions));
        found |= takeOver(type, names);
        giveUpLater(type, names);
      }
    }
    return found;
  }

  private boolean takeOver(ResourceType type, Set<String> names) {
    List<DeltaResource> here =
        names.stream().flatMap(name -> unasked.find(new ResourceKey(type, name)).stream()).toList();
    if (here.isEmpty()) {
      return false;
    }
    var asIfAnswered = new DeltaResponse(type.typeUrl(), "", here, List.of());
    List<Rejection> rejections = state.update(type, asIfAnswered, names::contains);
    listener.onUpdated(type);
    if (!rejections.isEmpty()) {
      listener.onRejected(rejections);
    }
    return true;
  }

  private void unsubscribe() {
    Set<ResourceKey> wanted = state.wanted();
    for (ResourceType type : ResourceType.values()) {
      Set<String> names = new LinkedHashSet<>(subscribed(type));
      names.removeIf(name -> wanted.contains(new ResourceKey(type, name)));
      if (!names.isEmpty()) {
        subscribed(type).removeAll(names);
        names.forEach(name -> askedIn.remove(new ResourceKey(type, name)));
        state.forget(type, names);
        letGo(type, names);
      }
    }
  }

  /** A server that sends a type whole would not say any more when one of these goes away. */
  private void letGo(ResourceType type, Set<String> names) {
    if (!unasked.isWhole(type)) {
      names.forEach(name -> unasked.forget(new ResourceKey(type, name)));
      send(DeltaRequest.unsubscribe(type, names));
    }
  }

  private void giveUpLater(ResourceType type, Set<String> names) {
    names.removeIf(name -> !state.isAwaited(new ResourceKey(type, name)));
    if (!names.isEmpty() && type != ResourceType.SECRET) {
      long asked = turn;
      var _ =
          loop.schedule(
              () -> giveUp(type, names, asked), firstFetch.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Those that were asked for then and not again since, which gives them their time anew. */
  private void giveUp(ResourceType type, Set<String> names, long asked) {
    names.removeIf(name -> !state.isAwaited(new ResourceKey(type, name)));
    names.removeIf(name -> askedIn.getOrDefault(new ResourceKey(type, name), 0L) != asked);
    if (!closed && !names.isEmpty()) {
      state.giveUp(type, names);
      advance();
    }
  }

  private Set<String> subscribed(ResourceType type) {
    return subscribed.getOrDefault(type, Set.of());
  }

  private void send(DeltaRequest request) {
    out.accept(nodeSent ? codec.encode(request) : codec.encodeFirst(request));
    nodeSent = true;
  }

  private void onLoop(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }

  /** What a subscription says about resources that are here already. */
  private enum Resume {
    FROM_NOTHING,
    FROM_VERSIONS
  }
}
