package io.heddle.controlplane.xds;

import java.util.Optional;

/** The secrets of a stream whose connection is not fit for any. */
record NoSecrets() implements NamedSecrets {
  @Override
  public Optional<EncodedResource> find(String name) {
    return Optional.empty();
  }
}
