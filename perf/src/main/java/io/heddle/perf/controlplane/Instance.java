package io.heddle.perf.controlplane;

import io.heddle.perf.streams.Fleet;
import io.heddle.perf.streams.Sighting;
import io.heddle.perf.streams.Sighting.Looks;

/**
 * One instance of a service of the measured mesh, known by its port.
 *
 * @param service without namespace
 */
record Instance(String service, int port) {
  Sighting as(Looks looks) {
    return new Sighting(MeshObjects.endpoints(service), Fleet.HOST, port, looks);
  }

  /** The resource that it is in. */
  String resource() {
    return MeshObjects.endpoints(service);
  }
}
