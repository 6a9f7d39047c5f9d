package io.heddle.controlplane.xds;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Sends what may go: one response in flight per type, and nothing to a client that does not read.
 * The next response is made after the acknowledgement, from what is dirty then.
 */
final class Sender {
  /** grpc-java's default limit for a message received. */
  static final int OVERSIZED_BYTES = 4 * 1024 * 1024;

  private static final int MAX_UNKNOWN_TYPES = 64;

  private final TypeStreams types;
  private final PushWindow window;
  private final PushRules rules;
  private final Outbound outbound;
  private final SendReport report;
  private final LongSupplier generation;
  private final Dialect dialect;
  private final Set<String> unknownTypes = new LinkedHashSet<>();
  private long responses;
  private boolean isPumping;

  Sender(
      TypeStreams types,
      PushWindow window,
      Outbound outbound,
      Dialect dialect,
      SendReport report,
      LongSupplier generation) {
    this.types = types;
    this.window = window;
    this.rules = new PushRules(types::find, window, dialect);
    this.outbound = outbound;
    this.dialect = dialect;
    this.report = report;
    this.generation = generation;
  }

  /** Told what was sent. */
  interface SendReport {
    void sent(String typeUrl, int resources, int sizeBytes);
  }

  /** A type that nobody serves: an empty answer lets its client go on. */
  void answerUnknown(String typeUrl) {
    if (unknownTypes.size() < MAX_UNKNOWN_TYPES) {
      unknownTypes.add(typeUrl);
    }
  }

  void pump() {
    if (isPumping) {
      return;
    }
    isPumping = true;
    try {
      sendUnknown();
      boolean hasMoved = true;
      // A refused content that is dropped may be what another type waited for: until nothing moves.
      while (hasMoved) {
        hasMoved = false;
        for (TypeStream type : types.inPushOrder()) {
          hasMoved |= outbound.isReady() && advance(type);
        }
      }
      if (types.inPushOrder().stream().anyMatch(Sender::mayWaitForWindow)) {
        window.wake();
      }
    } finally {
      isPumping = false;
    }
  }

  private static boolean mayWaitForWindow(TypeStream type) {
    return PushWindow.delays(type.typeUrl()) && !type.dirty().isEmpty();
  }

  private void sendUnknown() {
    while (!unknownTypes.isEmpty() && outbound.isReady()) {
      String typeUrl = unknownTypes.iterator().next();
      unknownTypes.remove(typeUrl);
      outbound.send(new StreamResponse(typeUrl, nextNonce(), List.of(), List.of()));
    }
  }

  private boolean advance(TypeStream type) {
    if (type.inFlight().isPresent() || type.dirty().isEmpty()) {
      return false;
    }
    Draft draft = Assembler.of(dialect.variant(), type.typeUrl()).assemble(type, rules);
    draft.done().forEach(type.dirty()::remove);
    if (draft.isResponse()) {
      send(type, draft);
    }
    return draft.isResponse() || !draft.done().isEmpty();
  }

  private void send(TypeStream type, Draft draft) {
    type.dirty().answered();
    InFlight response = InFlight.of(nextNonce(), draft);
    type.sent(response);
    if (PushWindow.delays(type.typeUrl()) && draft.tellsChanges()) {
      window.pushed(generation.getAsLong());
    }
    outbound.send(
        new StreamResponse(
            type.typeUrl(), response.nonce(), response.resources(), response.removed()));
    report.sent(type.typeUrl(), response.versions().size(), draft.sizeBytes());
    if (dialect.warmsClusters() && type.typeUrl().equals(TypeUrls.CLUSTER)) {
      draft.changed().forEach(cluster -> sendEndpointsAgain(cluster, draft.oldest()));
    }
  }

  private void sendEndpointsAgain(String cluster, long since) {
    types
        .find(TypeUrls.ENDPOINTS)
        .filter(endpoints -> endpoints.subscriptions().covers(cluster))
        .filter(endpoints -> endpoints.source().find(cluster).isPresent())
        .ifPresent(endpoints -> endpoints.dirty().asked(cluster, since, generation.getAsLong()));
  }

  private String nextNonce() {
    responses++;
    return Long.toHexString(responses);
  }
}
