package io.heddle.controlplane.xds;

/** What all streams share. */
record StreamEnvironment(
    MeshThread mesh,
    XdsCache cache,
    SecretSource secrets,
    XdsObserver observer,
    ResourceEncoder encoder,
    ProxyDirectory directory) {}
