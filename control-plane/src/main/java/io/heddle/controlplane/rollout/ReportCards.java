package io.heddle.controlplane.rollout;

import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.v1.Stats;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches rollouts and keeps a report of each of the last 100.
 *
 * <p>A rollout of a service starts when an instance of another version joins, or when an instance
 * is asked to stop; it ends when no instance is on its way in or out and nothing has changed for 2
 * s. Confined to the mesh thread.
 */
public final class ReportCards implements RolloutObserver {
  private static final int MAX_REPORTS = 100;
  private static final int MAX_REMEMBERED = 10_000;
  private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();

  /** Sidecars report every 5 s: what they counted may come after the end. */
  private static final long LATE_NANOS = Duration.ofSeconds(10).toNanos();

  private final MeshClock clock;
  private final Propagation propagation;
  private final Map<ServiceName, Roster> rosters = new HashMap<>();
  private final Deque<Rollout> rollouts = new ArrayDeque<>();
  private final StatsLedger ledger = new StatsLedger();
  private final PropagationTimes allPropagation = new PropagationTimes();
  private final Set<String> counting = new HashSet<>();
  private final Map<String, ServiceName> serviceOf =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ServiceName> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };
  private Counts total = Counts.NONE;

  public ReportCards(MeshClock clock, Propagation propagation) {
    this.clock = clock;
    this.propagation = propagation;
  }

  /** What all rollouts and the time between them did. */
  public record Totals(PropagationSummary propagation, Counts counts) {}

  /** The last rollouts, oldest first. */
  public List<RolloutReport> reports() {
    rosters.values().forEach(this::endIfQuiet);
    rosters.values().removeIf(this::isOver);
    return rollouts.stream().map(Rollout::report).toList();
  }

  public Totals totals() {
    return new Totals(allPropagation.summary(), total);
  }

  @Override
  public void joined(InstanceView instance) {
    remember(instance);
    counting.add(instance.uid());
    Roster roster = roster(instance.service());
    if (roster.hasOtherVersion(instance)) {
      rollout(instance.service(), roster);
    }
    roster.put(instance);
    Rollout rollout = open(roster);
    if (rollout != null) {
      rollout.came(instance.uid());
      rollout.changed(roster.serving(), clock.now());
    }
  }

  @Override
  public void restored(Transition transition) {
    remember(transition.instance());
    roster(transition.service()).put(transition.instance());
  }

  @Override
  public void rejoined(InstanceView instance) {
    roster(instance.service()).put(instance);
  }

  @Override
  public void lost(InstanceView instance) {
    roster(instance.service()).put(instance);
  }

  @Override
  public void stopping(InstanceView instance) {
    rollout(instance.service(), roster(instance.service()));
  }

  @Override
  public void changed(Transition transition) {
    Roster roster = roster(transition.service());
    Rollout rollout = open(roster);
    roster.put(transition.instance());
    if (rollout != null) {
      rollout.changed(roster.serving(), clock.now());
      if (transition.to() == InstanceState.RELEASED) {
        rollout.went(transition.uid());
      }
    }
    if (transition.isVisible()) {
      follow(transition, rollout);
    }
  }

  @Override
  public void lagging(InstanceView instance, List<String> laggards) {
    Rollout rollout = open(roster(instance.service()));
    if (rollout != null) {
      rollout.lagging(laggards);
    }
  }

  @Override
  public void forgotten(InstanceView instance) {
    Roster roster = roster(instance.service());
    Rollout rollout = open(roster);
    if (rollout != null) {
      rollout.went(instance.uid());
      rollout.changed(roster.serving(), clock.now());
    }
    roster.remove(instance.uid());
    ledger.forget(instance.uid());
    counting.remove(instance.uid());
    if (isOver(roster)) {
      rosters.remove(instance.service());
    }
  }

  @Override
  public void reported(InstanceView instance, Stats stats) {
    // What a sidecar counted before this process started belongs to no rollout that it has seen.
    boolean counted = !counting.add(instance.uid());
    ledger
        .news(instance.uid(), stats)
        .forEach((uid, news) -> {
          total = total.plus(news);
          Rollout rollout = counted ? recent(serviceOf.get(uid)) : null;
          if (rollout != null) {
            rollout.count(news);
          }
        });
  }

  private void follow(Transition transition, @Nullable Rollout rollout) {
    propagation.follow(
        new Milestone(transition.generation(), transition.resources()),
        transition.readNanos(),
        (nanos, slowest) -> {
          allPropagation.add(nanos, slowest);
          if (rollout != null) {
            rollout.propagated(nanos, slowest);
          }
        });
  }

  private void remember(InstanceView instance) {
    serviceOf.put(instance.uid(), instance.service());
  }

  private Roster roster(ServiceName service) {
    Roster roster = rosters.computeIfAbsent(service, _ -> new Roster());
    // What happens now is no part of a rollout that has ended, though nobody has noticed.
    endIfQuiet(roster);
    return roster;
  }

  /** The service's rollout; a new one if none goes on. */
  private void rollout(ServiceName service, Roster roster) {
    if (open(roster) != null) {
      return;
    }
    Rollout rollout = new Rollout(service, roster.serving(), clock.now());
    roster.start(rollout);
    rollouts.addLast(rollout);
    if (rollouts.size() > MAX_REPORTS) {
      rollouts.removeFirst();
    }
  }

  private @Nullable Rollout open(Roster roster) {
    Rollout latest = roster.latest();
    return latest != null && latest.isOpen() ? latest : null;
  }

  private @Nullable Rollout recent(@Nullable ServiceName service) {
    Roster roster = service == null ? null : roster(service);
    Rollout latest = roster == null ? null : roster.latest();
    return latest != null && (latest.isOpen() || age(latest) <= LATE_NANOS) ? latest : null;
  }

  private void endIfQuiet(Roster roster) {
    Rollout latest = roster.latest();
    if (latest != null && latest.isOpen() && !roster.isMoving() && age(latest) > QUIET_NANOS) {
      latest.end();
    }
  }

  private boolean isOver(Roster roster) {
    Rollout latest = roster.latest();
    return roster.isEmpty() && (latest == null || (!latest.isOpen() && age(latest) > LATE_NANOS));
  }

  private long age(Rollout rollout) {
    return clock.ticker().getAsLong() - rollout.lastChangeNanos();
  }
}
