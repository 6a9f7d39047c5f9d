package io.heddle.controlplane;

import io.heddle.controlplane.admin.ControlPlaneMetrics;
import io.heddle.controlplane.identity.IdentityObserver;
import io.heddle.controlplane.identity.RefusalReason;
import io.heddle.controlplane.identity.Registration;
import io.heddle.controlplane.rotation.RotationPhase;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs what becomes of credentials and sessions. Any thread may tell it. */
final class IdentityReports implements IdentityObserver {
  private static final Logger log = LoggerFactory.getLogger(IdentityReports.class);

  private final ControlPlaneMetrics metrics;
  private volatile String failure = "";

  IdentityReports(ControlPlaneMetrics metrics) {
    this.metrics = metrics;
  }

  /** The last thing that failed and should not have; empty when nothing did. */
  String failure() {
    return failure;
  }

  @Override
  public void issued(Registration registration, Instant notAfter) {
    metrics.certificateIssued();
  }

  @Override
  public void refused(RefusalReason reason, String message) {
    metrics.refused(reason.label());
    log.info("refused: {}: {}", reason.label(), message);
  }

  @Override
  public void sessionOpened(Registration registration) {
    log.info("{} {} has joined", registration.service(), registration.uid());
  }

  @Override
  public void sessionClosed(Registration registration) {
    log.info("{} {}: session ended", registration.service(), registration.uid());
  }

  @Override
  public void rotation(RotationPhase phase) {
    log.info("rotation of the root: {}", phase);
  }

  @Override
  public void failed(String what, Exception cause) {
    failure = what + ": " + cause;
    log.warn("{}: failed", what, cause);
  }
}
