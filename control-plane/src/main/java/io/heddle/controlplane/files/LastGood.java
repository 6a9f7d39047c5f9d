package io.heddle.controlplane.files;

import io.heddle.controlplane.files.ObjectSet.Entry;
import io.heddle.controlplane.model.MeshObject;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.Parsed;
import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.model.Problem.About;
import io.heddle.controlplane.model.Problem.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Remembers the last good version of every object, and decides when one is really gone: only when
 * its file says so, whole and clear, or is itself gone.
 */
final class LastGood {
  /** An object in force, and the file that held it last, in whatever version. */
  private record Kept(Entry entry, String file) {}

  private SortedMap<ObjectName, Kept> kept = new TreeMap<>();
  private ObjectSet current = ObjectSet.EMPTY;

  ObjectSet keepEverything(Problem why) {
    current = new ObjectSet(current.entries(), current.rejected(), List.of(why));
    return current;
  }

  ObjectSet update(SortedMap<String, FileContent> contents) {
    Round round = new Round();
    contents.forEach(round::add);
    SortedMap<ObjectName, Kept> next = new TreeMap<>(round.accepted);
    round.rejected.forEach((name, file) -> keep(name, file, next));
    kept.forEach((name, old) -> {
      if (round.vague.contains(old.file())) {
        keep(name, old.file(), next);
      }
    });
    kept = next;
    round.outcomes.keySet().removeAll(round.accepted.keySet());
    current = new ObjectSet(entries(next), round.outcomes, sorted(round.problems));
    return current;
  }

  private void keep(ObjectName name, String file, Map<ObjectName, Kept> next) {
    Kept old = kept.get(name);
    if (old != null) {
      next.putIfAbsent(name, new Kept(old.entry(), file));
    }
  }

  private static SortedMap<ObjectName, Entry> entries(Map<ObjectName, Kept> objects) {
    SortedMap<ObjectName, Entry> entries = new TreeMap<>();
    objects.forEach((name, object) -> entries.put(name, object.entry()));
    return entries;
  }

  private static List<Problem> sorted(List<Problem> problems) {
    return problems.stream().sorted(Problem.BY_PLACE).toList();
  }

  /** What one look at all files found. */
  private static final class Round {
    final SortedMap<ObjectName, Kept> accepted = new TreeMap<>();
    final SortedMap<ObjectName, String> rejected = new TreeMap<>();
    final SortedMap<ObjectName, Parsed.Rejected<MeshObject>> outcomes = new TreeMap<>();
    final List<Problem> problems = new ArrayList<>();

    /** Files that may hold objects which were not recognized in them. */
    final List<String> vague = new ArrayList<>();

    void add(String file, FileContent content) {
      switch (content) {
        case FileContent.Unclear(var problem) -> {
          problems.add(problem);
          vague.add(file);
        }
        case FileContent.Whole(var readings) -> readings.forEach(reading -> add(file, reading));
      }
    }

    private void add(String file, Reading reading) {
      problems.addAll(reading.problems());
      switch (reading) {
        case Reading.Foreign _ -> {}
        case Reading.Nameless _ -> vague.add(file);
        case Reading.Named named -> add(file, named);
      }
    }

    private void add(String file, Reading.Named named) {
      switch (named.parsed()) {
        case Parsed.Rejected<MeshObject> outcome -> {
          rejected.putIfAbsent(named.name(), file);
          outcomes.putIfAbsent(named.name(), outcome);
        }
        case Parsed.Accepted<MeshObject>(var object) -> {
          Entry entry = new Entry(object, named.hash(), named.origin());
          Kept first = accepted.putIfAbsent(named.name(), new Kept(entry, file));
          if (first != null) {
            problems.add(duplicate(named, first));
          }
        }
      }
    }

    private static Problem duplicate(Reading.Named second, Kept first) {
      return new Problem(
          Reason.INVALID,
          second.origin().placeOf(""),
          About.of(second.name()),
          "",
          "written twice, " + first.entry().origin().placeOf("") + " is in force (expected: once)",
          "");
    }
  }
}
