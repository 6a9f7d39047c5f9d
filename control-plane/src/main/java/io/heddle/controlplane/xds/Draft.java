package io.heddle.controlplane.xds;

import java.util.ArrayList;
import java.util.List;

/** A response in the making, with what it takes off the dirty set. */
final class Draft {
  private final List<EncodedResource> resources = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private long oldest = DirtySet.NEVER;
  private boolean tellsChanges;
  private int sizeBytes;

  /** Adds content that the client is to be told. */
  void tell(EncodedResource resource, DirtyMark dirt) {
    fill(resource);
    changed.add(resource.name());
    take(resource.name(), dirt);
  }

  /** Adds content that is only there because the response is the whole set. */
  void fill(EncodedResource resource) {
    resources.add(resource);
    sizeBytes += resource.sizeBytes();
  }

  void remove(String name, DirtyMark dirt) {
    removed.add(name);
    sizeBytes += name.length();
    take(name, dirt);
  }

  /** The name needs no telling any more. */
  void discard(String name) {
    done.add(name);
  }

  /** The response is due even when there is nothing in it. */
  void answer(long pendingAt) {
    oldest = Math.min(oldest, pendingAt);
  }

  private void take(String name, DirtyMark dirt) {
    done.add(name);
    oldest = Math.min(oldest, dirt.oldest());
    tellsChanges |= !dirt.isQuestion();
  }

  boolean fits(int more, int limitBytes) {
    return sizeBytes == 0 || sizeBytes + more <= limitBytes;
  }

  /** Whether there is anything to send. */
  boolean isResponse() {
    return oldest != DirtySet.NEVER;
  }

  List<EncodedResource> resources() {
    return resources;
  }

  List<String> removed() {
    return removed;
  }

  List<String> changed() {
    return changed;
  }

  List<String> done() {
    return done;
  }

  long oldest() {
    return oldest;
  }

  /** Whether there is more in it than answers. */
  boolean tellsChanges() {
    return tellsChanges;
  }

  int sizeBytes() {
    return sizeBytes;
  }
}
