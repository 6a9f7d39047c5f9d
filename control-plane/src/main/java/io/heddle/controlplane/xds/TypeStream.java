package io.heddle.controlplane.xds;

import io.heddle.controlplane.xds.Answering.Moment;
import io.heddle.controlplane.xds.ResourceSource.Absence;
import io.heddle.controlplane.xds.StreamRequest.Delta;
import io.heddle.controlplane.xds.StreamRequest.StateOfTheWorld;
import io.heddle.controlplane.xds.Subscriptions.Change;
import io.heddle.controlplane.xds.Subscriptions.Everything;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One type on one stream: what is asked for, what has yet to be told, and the one response in
 * flight.
 */
final class TypeStream {
  private final String typeUrl;
  private final Variant variant;
  private final ResourceSource source;
  private final Rejections rejections;
  private final Subscriptions subscriptions;
  private final DirtySet dirty = new DirtySet();
  private final Answering answering;
  private String lastNonce = "";
  private boolean wasRequested;
  private long withheldSince = DirtySet.NEVER;
  private @Nullable InFlight inFlight;

  TypeStream(String typeUrl, Variant variant, ResourceSource source, Rejections rejections) {
    this.typeUrl = typeUrl;
    this.variant = variant;
    this.source = source;
    this.rejections = rejections;
    this.subscriptions = new Subscriptions(typeUrl);
    this.answering = new Answering(typeUrl, variant, source, dirty);
  }

  String typeUrl() {
    return typeUrl;
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  ResourceSource source() {
    return source;
  }

  DirtySet dirty() {
    return dirty;
  }

  Optional<InFlight> inFlight() {
    return Optional.ofNullable(inFlight);
  }

  /**
   * A request that was made before its client had seen the last response; a later one repeats what
   * it says.
   */
  boolean isOutdated(StreamRequest request) {
    return switch (request) {
      case Delta _ -> false;
      case StateOfTheWorld it -> !lastNonce.isEmpty() && !it.nonce().equals(lastNonce);
    };
  }

  /** What the request shows of an earlier stream. */
  EarlierState earlierState(StreamRequest request) {
    return wasRequested ? EarlierState.NOTHING : EarlierState.of(request);
  }

  /**
   * Takes over what the client asks for; it counts as pending from the moment on until answered.
   */
  void subscribe(StreamRequest request, Moment moment) {
    EarlierState earlier = earlierState(request);
    wasRequested = true;
    Change change =
        switch (request) {
          case Delta it -> subscriptions.delta(it.subscribe(), it.unsubscribe());
          case StateOfTheWorld it -> subscriptions.stateOfTheWorld(it.names());
        };
    unwatch(change);
    watch(change);
    if (change.asksForSomething()) {
      if (source.absence() == Absence.WITHHELD) {
        withheldSince = Math.min(withheldSince, moment.pendingAt());
      } else {
        answering.answer(change, earlier, moment);
      }
    }
  }

  /** What in this type is not yet acknowledged, from which generation on. */
  long oldestPending() {
    long oldest = Math.min(dirty.oldest(), withheldSince);
    return inFlight == null ? oldest : Math.min(oldest, inFlight.oldest());
  }

  void changed(String name, long generation, Optional<EncodedResource> previous) {
    boolean isTold = source.absence() != Absence.WITHHELD && canTell(name);
    if (subscriptions.covers(name) && isTold) {
      dirty.changed(name, generation, previous);
    }
  }

  /** The response is on its way. */
  void sent(InFlight response) {
    inFlight = response;
    lastNonce = response.nonce();
  }

  void answered() {
    inFlight = null;
  }

  /** Whether content of the name is about to go to the client or has not been acknowledged. */
  boolean isUnderWay(String name) {
    boolean unacknowledged = inFlight != null && inFlight.changed().contains(name);
    return unacknowledged || isUnsent(name);
  }

  /** Whether content of the name has yet to go to the client. */
  boolean isUnsent(String name) {
    return dirty.find(name).filter(dirt -> isContent(name, dirt)).isPresent();
  }

  /** The first generation whose content, not counting removals, has yet to be sent. */
  long oldestUnsentContent() {
    return dirty.entries().entrySet().stream()
        .filter(entry -> isContent(entry.getKey(), entry.getValue()))
        .mapToLong(entry -> entry.getValue().oldest())
        .min()
        .orElse(DirtySet.NEVER);
  }

  /** Whether the client has refused just this content and nothing has changed since. */
  boolean isRefused(EncodedResource content, DirtyMark dirt) {
    return !dirt.isQuestion()
        && rejections.contains(new ResourceKey(typeUrl, content.name()), content.version());
  }

  void close() {
    subscriptions.names().forEach(source::unwatch);
    source.unwatchAll();
  }

  private boolean isContent(String name, DirtyMark dirt) {
    return source.find(name).filter(content -> !isRefused(content, dirt)).isPresent();
  }

  /**
   * The state of the world has no way to take away what is not of a whole set. What has yet to be
   * told of it is told: the client goes on using it until whatever refers to it is gone.
   */
  private boolean canTell(String name) {
    return variant == Variant.DELTA
        || TypeUrls.isWholeSet(typeUrl)
        || source.find(name).isPresent()
        || dirty.find(name).isPresent();
  }

  private void unwatch(Change change) {
    change.dropped().forEach(source::unwatch);
    if (change.everything() == Everything.ENDED) {
      source.unwatchAll();
    }
    if (change.everything() == Everything.ENDED || !change.dropped().isEmpty()) {
      dirty.removeIf(name -> !subscriptions.covers(name));
      rejections.removeIf(
          key -> key.typeUrl().equals(typeUrl) && !subscriptions.covers(key.name()));
    }
  }

  private void watch(Change change) {
    change.added().forEach(source::watch);
    if (change.everything() == Everything.STARTED) {
      source.watchAll();
    }
  }
}
