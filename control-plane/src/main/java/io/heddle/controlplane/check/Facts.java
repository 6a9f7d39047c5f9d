package io.heddle.controlplane.check;

import java.time.Instant;
import java.util.List;

/**
 * What was found out about an installation.
 *
 * @param now by this host's clock
 * @param directory where the control plane keeps its state
 * @param objects what is wrong with the user's objects
 */
public record Facts(
    Instant now,
    HostFacts host,
    Fact<DirectoryFacts> directory,
    Fact<StateFacts> state,
    Fact<FilesFacts> files,
    Fact<List<ObjectProblem>> objects,
    Fact<ControlPlaneFacts> controlPlane,
    Expectation expectation) {
  /** Whether there has to be a control plane. */
  public enum Expectation {
    /** The user named where it is. */
    NAMED,
    /** It was looked for where it is by default. */
    TRIED
  }

  boolean isControlPlaneExpected() {
    return expectation == Expectation.NAMED;
  }
}
