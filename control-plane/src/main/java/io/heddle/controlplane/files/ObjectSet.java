package io.heddle.controlplane.files;

import io.heddle.controlplane.model.MeshObject;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.Origin;
import io.heddle.controlplane.model.Parsed;
import io.heddle.controlplane.model.Problem;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The objects that are in force, and all that is wrong with what was written.
 *
 * @param entries in force; of an object whose newest version was rejected, the last good one
 * @param rejected newest versions that are not in force
 * @param problems all, in the order of files and lines
 */
public record ObjectSet(
    SortedMap<ObjectName, Entry> entries,
    SortedMap<ObjectName, Parsed.Rejected<MeshObject>> rejected,
    List<Problem> problems) {
  public static final ObjectSet EMPTY = new ObjectSet(new TreeMap<>(), new TreeMap<>(), List.of());

  public ObjectSet {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
    problems = List.copyOf(problems);
  }

  /** What goes into the model. */
  public List<MeshObject> objects() {
    return entries.values().stream().map(Entry::object).toList();
  }

  /**
   * An object in force.
   *
   * @param hash of its spec: the name of this version of it
   */
  public record Entry(MeshObject object, String hash, Origin origin) {}
}
