package io.heddle.controlplane.xds;

import java.util.Collection;
import java.util.Optional;

/** Where one stream's resources of one type come from. */
interface ResourceSource {
  /** The content as this stream may see it. */
  Optional<EncodedResource> find(String name);

  /** All that this stream may see, in the order of their names. */
  Collection<EncodedResource> all();

  void watch(String name);

  void unwatch(String name);

  void watchAll();

  void unwatchAll();

  Absence absence();

  /** What a missing name means. */
  enum Absence {
    /** There is no such resource; the client may be told so. */
    REMOVED,
    /** There is none yet; it gets no answer. */
    LATER,
    /** It is kept from this stream: the client can never be up to date. */
    WITHHELD
  }
}
