package io.heddle.proxy.xds;

import io.heddle.certs.SpiffeId;
import java.time.Duration;

/**
 * The identity that the credential gave.
 *
 * @param lifetime of certificates issued here
 */
public record Welcome(SpiffeId id, String namespace, String service, Duration lifetime) {}
