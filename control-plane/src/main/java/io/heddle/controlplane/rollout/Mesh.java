package io.heddle.controlplane.rollout;

import io.heddle.controlplane.xds.Holders;

/** The two sides of what the rollout engine does: what it changes, and who has applied it. */
public record Mesh(InstancePublisher publisher, Holders holders) {}
