package io.heddle.controlplane.status;

import io.heddle.controlplane.model.DidYouMean;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.Service;
import io.heddle.controlplane.model.ServiceName;
import java.util.List;

/** What is said of a service that is referred to and is not there. */
record MissingService(ServiceName name, MeshModel model) {
  /** Says the namespace where it is not the author's own. */
  String message(String fromNamespace) {
    String where =
        name.namespace().equals(fromNamespace) ? "" : " in namespace \"" + name.namespace() + "\"";
    return "Service \"" + name.name() + "\" not found" + where;
  }

  /** What was probably meant; empty when nobody can guess. */
  String suggestion() {
    List<String> known =
        model.services().stream()
            .map(Service::name)
            .filter(other -> other.namespace().equals(name.namespace()))
            .map(ServiceName::name)
            .toList();
    return DidYouMean.among(known, name.name()).orElse("");
  }
}
