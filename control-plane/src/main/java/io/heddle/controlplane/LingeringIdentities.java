package io.heddle.controlplane;

import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.MeshModel.Change;
import io.heddle.controlplane.model.ModelKey;
import io.heddle.controlplane.model.ModelKey.PortEndpoints;
import io.heddle.controlplane.model.ModelKey.ServiceIdentities;
import io.heddle.controlplane.model.Service;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.translate.Translator;
import io.heddle.controlplane.xds.Holders;
import io.heddle.controlplane.xds.ResourceKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Break after make: an identity that a service's instances no longer have stays accepted until no
 * client sends to an instance that has it. Confined to the mesh thread.
 *
 * <p>A new identity is acknowledged before the first endpoint that uses it; this is the other half.
 * Without it a service whose selector moves is, until the endpoints follow, one whose endpoints no
 * client accepts.
 */
final class LingeringIdentities {
  private final Map<ServiceName, Long> since = new HashMap<>();

  /** The change, in which identities that {@code before} accepted and nobody has now linger. */
  Change lingering(MeshModel before, Change change) {
    Change whole = change;
    for (ServiceName service : services(change.dirty())) {
      Set<SpiffeId> lingering = new HashSet<>();
      if (change.model().service(service).isPresent()) {
        lingering.addAll(before.identitiesOf(service));
        lingering.addAll(before.formerIdentitiesOf(service));
        lingering.removeAll(change.model().identitiesOf(service));
      }
      whole = whole.then(model -> model.withFormerIdentities(service, lingering));
    }
    return whole;
  }

  /** The change was pushed; who has applied it sends to none of those any more. */
  void pushed(Change change, long generation) {
    for (ServiceName service : services(change.dirty())) {
      if (change.model().formerIdentitiesOf(service).isEmpty()) {
        since.remove(service);
      } else {
        since.put(service, generation);
      }
    }
  }

  /** What can be forgotten now that clients have come so far; dirties nothing if nothing can. */
  Change forgetting(MeshModel model, Holders holders) {
    Change change = new Change(model, Set.of());
    Iterator<Map.Entry<ServiceName, Long>> entries = since.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<ServiceName, Long> entry = entries.next();
      if (isAppliedEverywhere(entry.getKey(), entry.getValue(), model, holders)) {
        change = change.then(it -> it.withFormerIdentities(entry.getKey(), Set.of()));
        entries.remove();
      }
    }
    return change;
  }

  private static boolean isAppliedEverywhere(
      ServiceName service, long generation, MeshModel model, Holders holders) {
    return holders.of(endpointsOf(service, model)).stream()
        .allMatch(holder -> holder.applied() >= generation);
  }

  private static Set<ResourceKey> endpointsOf(ServiceName name, MeshModel model) {
    Set<ModelKey> ports = new LinkedHashSet<>();
    model.service(name).map(Service::ports).stream()
        .flatMap(list -> list.stream())
        .forEach(port -> ports.add(new PortEndpoints(name, port.port())));
    return Translator.resourcesOf(ports, model);
  }

  private static Set<ServiceName> services(Set<ModelKey> dirty) {
    return dirty.stream()
        .filter(ServiceIdentities.class::isInstance)
        .map(key -> ((ServiceIdentities) key).service())
        .collect(Collectors.toSet());
  }
}
