package io.heddle.examples.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** Sends requests to both parties and compares what becomes of them. */
final class Comparison {
  private static final long COPIES_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(60);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Parties parties;
  private final UnaryOperator<Outcome> form;
  private final AtomicLong ids = new AtomicLong();
  private final Map<String, Integer> kinds = new TreeMap<>();
  private List<Done> done = new ArrayList<>();
  private int requests;

  /**
   * @param form what is compared of an outcome
   */
  Comparison(Parties parties, UnaryOperator<Outcome> form) {
    this.parties = parties;
    this.form = form;
  }

  /** A request whose outcomes differ. */
  record Difference(RuleSet set, Request request, String envoy, String sidecar) {
    @Override
    public String toString() {
      return "rules of "
          + set
          + "\nrequest "
          + request
          + "\nenvoy   "
          + envoy
          + "\nsidecar "
          + sidecar;
    }
  }

  /** What the sidecar did. */
  record Done(int service, RuleSet set, Request request, Outcome sidecar) {}

  /** What was compared since this was asked last. */
  List<Done> takeDone() {
    List<Done> taken = done;
    done = new ArrayList<>();
    return taken;
  }

  /** How often which kind of outcome was the same. */
  Map<String, Integer> kinds() {
    return kinds;
  }

  int requests() {
    return requests;
  }

  /** Empty when both do the same. */
  Optional<Difference> compare(int service, RuleSet set, Request request) {
    Answer answer = send(parties.envoy(), service, request);
    Answer other = send(parties.sidecar(), service, request);
    awaitCopies(set, answer.id(), other.id());
    Outcome envoy = form.apply(answer.outcome(seen(answer.id())));
    Outcome sidecar = form.apply(other.outcome(seen(other.id())));
    requests++;
    done.add(new Done(service, set, request, sidecar));
    if (isSame(set, envoy, sidecar)) {
      kinds.merge(envoy.kind(), 1, Integer::sum);
      return Optional.empty();
    }
    return Optional.of(new Difference(set, request, envoy.toString(), sidecar.toString()));
  }

  /** Where chance decides, only what it does not decide is compared. */
  private static boolean isSame(RuleSet set, Outcome envoy, Outcome sidecar) {
    return set.isSplit()
        ? envoy.withoutBackend().equals(sidecar.withoutBackend())
        : envoy.equals(sidecar);
  }

  /** A response, or none when the connection ended without one. */
  private record Answer(String id, Optional<Message> response) {
    Outcome outcome(List<Seen> seen) {
      return response
          .map(message -> Outcome.of(message, seen))
          .orElseGet(() -> Outcome.withoutResponse(seen));
    }
  }

  private Answer send(Party party, int service, Request request) {
    String id = party.name() + "-" + ids.incrementAndGet();
    String wire = request.wire(parties.service(service), id);
    try {
      return new Answer(
          id, Optional.of(party.send(service, wire, !request.method().equals("HEAD"))));
    } catch (IOException e) {
      return new Answer(id, Optional.empty());
    }
  }

  /** They come later than the response: until both have as many, and for a while no more. */
  private void awaitCopies(RuleSet set, String one, String other) {
    if (!set.hasMirrors()) {
      return;
    }
    long start = System.nanoTime();
    long quietSince = start;
    int before = -1;
    long now = start;
    while (now - start < COPIES_NANOS) {
      int ofOne = seen(one).size();
      int ofOther = seen(other).size();
      if (ofOne + ofOther != before) {
        before = ofOne + ofOther;
        quietSince = now;
      }
      if (ofOne == ofOther && now - quietSince > QUIET_NANOS) {
        return;
      }
      LockSupport.parkNanos(POLL_NANOS);
      now = System.nanoTime();
    }
  }

  private List<Seen> seen(String id) {
    List<Seen> seen = new ArrayList<>();
    for (Backend backend : parties.backends().values()) {
      backend.received(id).forEach(message -> seen.add(Seen.of(backend.name(), message)));
    }
    seen.sort(Comparator.comparing(Seen::backend).thenComparing(Seen::firstLine));
    return seen;
  }
}
