package io.heddle.controlplane.rollout;

import io.heddle.controlplane.identity.Registration;
import io.heddle.controlplane.identity.WorkloadSession.Claims;
import io.heddle.controlplane.model.InstanceState;

/** What of an instance outlives a restart of the control plane. */
public record BookEntry(Registration registration, Claims claims, InstanceState state) {
  static BookEntry of(InstanceView instance) {
    return new BookEntry(instance.registration(), instance.claims(), instance.state());
  }
}
