package io.heddle.controlplane.up;

import io.heddle.controlplane.files.HostFile;
import io.heddle.controlplane.files.HostFile.HostService;
import io.heddle.controlplane.files.HostFile.Use;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Lays the services of a host file out over ports and directories. */
final class Replicas {
  private Replicas() {}

  static List<Replica> of(HostFile file, Path state, IntSupplier freePort) {
    List<Replica> replicas = new ArrayList<>();
    for (HostService service : file.services()) {
      for (int number = 1; number <= service.replicas(); number++) {
        replicas.add(replica(service, number, state, freePort));
      }
    }
    return replicas;
  }

  private static Replica replica(
      HostService service, int number, Path state, IntSupplier freePort) {
    int port = service.listen() == 0 ? freePort.getAsInt() : service.listen() + number - 1;
    Map<Use, Integer> local = new LinkedHashMap<>();
    service.uses().forEach(use -> local.put(use, freePort.getAsInt()));
    Path directory = state.resolve("workloads").resolve(service.name() + "-" + number);
    return new Replica(service, number, port, directory, local);
  }
}
