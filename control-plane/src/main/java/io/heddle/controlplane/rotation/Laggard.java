package io.heddle.controlplane.rotation;

/** An instance that a rotation waits for, and what is missing. */
public record Laggard(String uid, String cause) {}
