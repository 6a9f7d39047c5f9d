package io.heddle.examples.demo;

import java.time.Duration;

/**
 * The times of a mesh that a test shortens or stretches.
 *
 * @param certificateLifetime of the workloads' certificates
 * @param deployer how patient the deployers are
 */
public record MeshTimes(Duration certificateLifetime, DeployerTimes deployer) {
  public static final MeshTimes DEFAULT =
      new MeshTimes(Duration.ofHours(24), DeployerTimes.DEFAULT);

  public MeshTimes withCertificateLifetime(Duration lifetime) {
    return new MeshTimes(lifetime, deployer);
  }

  public MeshTimes withDeployer(DeployerTimes newDeployer) {
    return new MeshTimes(certificateLifetime, newDeployer);
  }
}
