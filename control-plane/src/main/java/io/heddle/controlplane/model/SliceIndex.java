package io.heddle.controlplane.model;

import java.util.Optional;
import java.util.stream.Stream;

/** Endpoint slices, and whose they are. */
record SliceIndex(
    PersistentMap<ObjectName, EndpointSlice> slices,
    PersistentMultimap<ServiceName, ObjectName> byService) {
  static final SliceIndex EMPTY = new SliceIndex(PersistentMap.empty(), PersistentMultimap.empty());

  Stream<EndpointSlice> of(ServiceName service) {
    return byService.get(service).flatMap(name -> slices.get(name).stream());
  }

  SliceIndex with(EndpointSlice slice) {
    SliceIndex rest = without(slice.objectName());
    return new SliceIndex(
        rest.slices.with(slice.objectName(), slice),
        rest.byService.with(slice.service(), slice.objectName()));
  }

  SliceIndex without(ObjectName name) {
    Optional<EndpointSlice> slice = slices.get(name);
    return slice
        .map(it -> new SliceIndex(slices.without(name), byService.without(it.service(), name)))
        .orElse(this);
  }
}
