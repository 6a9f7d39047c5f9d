package io.heddle.controlplane.xds;

import io.grpc.Status;
import io.heddle.controlplane.xds.Answering.Moment;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import io.heddle.controlplane.xds.SecretHolder.Progress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's stream, in either variant of the protocol; confined to the mesh thread. */
final class AdsStream implements CacheWatcher {
  /** What a sidecar may use at once, 10,000 outbound listeners, with all that these name. */
  static final int MAX_NAMES = 50_000;

  /** So many names as long as names of Services can be. */
  static final int MAX_NAME_CHARS = 16 * 1024 * 1024;

  private static final int MAX_TYPE_URL_CHARS = 256;

  private static final Logger LOGGER = LoggerFactory.getLogger(AdsStream.class);

  private final StreamPeer peer;
  private final Variant variant;
  private final Outbound outbound;
  private final StreamEnvironment environment;
  private final Visibility visibility;
  private final Rejections rejections = new Rejections();
  private final Acknowledgements acknowledgements;
  private final OwnSecrets secrets;
  private final TypeStreams types;
  private final PushWindow window;
  private final Watermark watermark;
  private final StreamPropagation propagation;
  private final Sender sender;
  private boolean isClosed;

  AdsStream(StreamPeer peer, Variant variant, Outbound outbound, StreamEnvironment environment) {
    this.peer = peer;
    this.variant = variant;
    this.outbound = outbound;
    this.environment = environment;
    MeshThread mesh = environment.mesh();
    XdsObserver observer = environment.observer();
    visibility = new Visibility(peer.identity().uid());
    acknowledgements = new Acknowledgements(peer, rejections, observer);
    secrets =
        new OwnSecrets(
            environment.secrets(), peer.identity(), environment.encoder(), this::secretsChanged);
    types = new TypeStreams(url -> new TypeStream(url, variant, source(url), rejections));
    window = new PushWindow(mesh, this::pump);
    watermark = new Watermark(environment.cache()::generation, types::oldestPending);
    propagation =
        new StreamPropagation(
            mesh.nanoTime(), (generation, delay) -> observer.propagated(peer, generation, delay));
    sender =
        new Sender(
            types,
            window,
            outbound,
            new Dialect(variant, peer.kind()),
            this::reportSent,
            environment.cache()::generation);
  }

  void request(StreamRequest request) {
    if (!TypeUrls.isServed(request.typeUrl())) {
      answerUnknown(request);
      return;
    }
    TypeStream type = types.of(request.typeUrl());
    if (type.isOutdated(request)) {
      return;
    }
    subscribe(type, request);
    if (types.names() > MAX_NAMES) {
      exhausted("subscriptions: " + types.names(), MAX_NAMES);
      return;
    }
    if (types.nameChars() > MAX_NAME_CHARS) {
      exhausted("names subscribed: " + types.nameChars() + " characters", MAX_NAME_CHARS);
      return;
    }
    type.inFlight()
        .filter(response -> response.nonce().equals(request.nonce()))
        .ifPresent(response -> acknowledge(type, response, request));
    pump();
  }

  @Override
  public void changed(ResourceKey key, Optional<EncodedResource> previous, long generation) {
    if (visibility.shows(key.name())) {
      types.of(key.typeUrl()).changed(key.name(), generation, previous);
      propagation.changed(generation);
    }
  }

  @Override
  public void flush() {
    pump();
  }

  /** Sends what may go now, and tells how far the client is. */
  void pump() {
    guard(() -> {
      sender.pump();
      propagation.applied(watermark.applied());
      environment.directory().progressed();
    });
  }

  /** Ends the stream from our side. */
  void close(Status status) {
    outbound.close(status);
    closed();
  }

  /** The stream has ended. */
  void closed() {
    if (!isClosed) {
      isClosed = true;
      // First, for it wants to know what was subscribed.
      environment.directory().closed(this);
      types.close();
      secrets.close();
      window.close();
      watermark.close();
      environment.observer().streamClosed(peer);
    }
  }

  StreamPeer peer() {
    return peer;
  }

  long applied() {
    return watermark.applied();
  }

  Rejections rejections() {
    return rejections;
  }

  TypeStreams types() {
    return types;
  }

  /** Whether the client is subscribed to it now. */
  boolean holds(ResourceKey key) {
    return visibility.shows(key.name())
        && types
            .find(key.typeUrl())
            .filter(type -> type.subscriptions().covers(key.name()))
            .isPresent();
  }

  /** Empty: it neither has the secret nor will ask for it. */
  Optional<SecretHolder> secretHolder(String name) {
    ResourceKey key = new ResourceKey(TypeUrls.SECRET, name);
    boolean isSidecar =
        peer.kind() == ClientKind.HEDDLE && peer.identity().access() != Access.NO_SECRETS;
    if (!isSidecar && !holds(key)) {
      return Optional.empty();
    }
    boolean isApplied =
        holds(key)
            && !rejections.keys().contains(key)
            && types.find(TypeUrls.SECRET).filter(type -> !type.isUnderWay(name)).isPresent();
    return Optional.of(
        new SecretHolder(peer.identity().uid(), isApplied ? Progress.APPLIED : Progress.PENDING));
  }

  private void exhausted(String what, int limit) {
    close(Status.RESOURCE_EXHAUSTED.withDescription(what + " (expected: <= " + limit + ")"));
  }

  private void answerUnknown(StreamRequest request) {
    int chars = request.typeUrl().length();
    if (chars > MAX_TYPE_URL_CHARS) {
      close(
          Status.INVALID_ARGUMENT.withDescription(
              "type_url: " + chars + " characters (expected: <= " + MAX_TYPE_URL_CHARS + ")"));
      return;
    }
    // One with a nonce is the acknowledgement of such an answer; answering that would never end.
    if (request.nonce().isEmpty()) {
      sender.answerUnknown(request.typeUrl());
      pump();
    }
  }

  private void subscribe(TypeStream type, StreamRequest request) {
    if (!request.asked().isEmpty()) {
      environment.observer().asked(peer, type.typeUrl(), request.asked(), request.held());
    }
    if (type.earlierState(request).isSomething()) {
      watermark.showsEarlierState();
    }
    Moment moment = new Moment(watermark.pendingAt(), environment.cache().generation());
    watermark.asked();
    type.subscribe(request, moment);
    environment.directory().asked(this, type.typeUrl());
  }

  private void acknowledge(TypeStream type, InFlight response, StreamRequest request) {
    request
        .error()
        .ifPresentOrElse(
            error -> acknowledgements.refuse(type, response, error),
            () -> acknowledgements.accept(type, response));
    type.answered();
    watermark.confirm();
    environment.directory().confirmed(this);
    if (peer.kind() != ClientKind.HEDDLE) {
      watermark.settle(response.oldest(), environment.mesh(), this::pump);
    }
  }

  private void secretsChanged() {
    guard(() -> {
      TypeStream type = types.of(TypeUrls.SECRET);
      long pendingAt = watermark.pendingAt();
      for (String name : secrets.changes()) {
        if (type.source().find(name).isPresent()) {
          type.dirty().asked(name, pendingAt, environment.cache().generation());
        }
      }
    });
    pump();
  }

  /** A mistake of ours on one stream ends that stream, not the push to the others. */
  private void guard(Runnable action) {
    if (isClosed) {
      return;
    }
    try {
      action.run();
    } catch (RuntimeException e) {
      LOGGER.error("ADS stream of {}: push failed", peer.identity().uid(), e);
      close(Status.INTERNAL.withDescription("push: failed in the control plane"));
    }
  }

  private ResourceSource source(String typeUrl) {
    Access access = peer.identity().access();
    if (typeUrl.equals(TypeUrls.SECRET)) {
      return secretSource(access);
    }
    CachedResources resources =
        new CachedResources(environment.cache().table(typeUrl, peer.kind()), this, visibility);
    return access == Access.SECRETS_ONLY ? new WithheldResources(resources) : resources;
  }

  private ResourceSource secretSource(Access access) {
    if (peer.certificates().isPresent()) {
      return new FileSecrets(peer.certificates().get(), environment.encoder());
    }
    return access == Access.NO_SECRETS ? new NoSecrets() : secrets;
  }

  private void reportSent(String typeUrl, int resources, int sizeBytes) {
    environment.observer().sent(peer, typeUrl, resources, sizeBytes);
    if (variant == Variant.STATE_OF_THE_WORLD && sizeBytes > Sender.OVERSIZED_BYTES) {
      environment.observer().sentOversized(peer, typeUrl, sizeBytes);
    }
  }
}
