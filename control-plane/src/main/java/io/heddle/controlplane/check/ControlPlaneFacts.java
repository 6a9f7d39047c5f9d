package io.heddle.controlplane.check;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A control plane that answers.
 *
 * @param unready why it serves nobody yet; empty: it does
 * @param mesh what it says of the mesh; of a version that cannot say so, why
 */
public record ControlPlaneFacts(
    String address, String unready, RunningProcess process, Fact<MeshFacts> mesh) {
  /**
   * Its process, and ours.
   *
   * @param askedAt by this host's clock, when {@code now} was said
   */
  public record RunningProcess(
      String version, String ownVersion, Instant now, Instant askedAt, OpenFiles openFiles) {}

  public record OpenFiles(long count, long limit) {}

  /** Whom the mesh trusts. */
  public record Authority(
      String phase,
      Optional<Instant> since,
      List<StateFacts.Certificate> roots,
      List<String> laggards) {
    public Authority {
      roots = List.copyOf(roots);
      laggards = List.copyOf(laggards);
    }
  }
}
