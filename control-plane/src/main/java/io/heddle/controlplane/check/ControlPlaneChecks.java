package io.heddle.controlplane.check;

import io.heddle.controlplane.check.ControlPlaneFacts.OpenFiles;
import io.heddle.controlplane.check.ControlPlaneFacts.RunningProcess;
import java.util.List;

/** The control plane's process. */
final class ControlPlaneChecks {
  private static final double MOST_FILES = 0.8;

  private ControlPlaneChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("control-plane", ControlPlaneChecks::ready),
        new Check("version", facts -> facts.controlPlane().look(it -> version(it.process()))),
        new Check(
            "control-plane-files",
            facts -> facts.controlPlane().look(it -> openFiles(it.process().openFiles()))),
        new Check("control-plane-disk", facts -> mesh(facts).look(ControlPlaneChecks::kept)));
  }

  /** What the control plane says of the mesh. */
  static Fact<MeshFacts> mesh(Facts facts) {
    return switch (facts.controlPlane()) {
      case Fact.Found<ControlPlaneFacts>(var found) -> found.mesh();
      case Fact.Unknown<ControlPlaneFacts>(var why) -> new Fact.Unknown<>(why);
    };
  }

  private static Finding ready(Facts facts) {
    return switch (facts.controlPlane()) {
      case Fact.Found<ControlPlaneFacts>(var found) -> ready(found);
      case Fact.Unknown<ControlPlaneFacts>(var why) ->
          facts.isControlPlaneExpected()
              ? Finding.failed(why, "start it, or name its --admin address")
              : Finding.skipped(why);
    };
  }

  private static Finding ready(ControlPlaneFacts found) {
    if (!found.unready().isEmpty()) {
      return Finding.failed(
          found.address() + " is not ready: " + found.unready(),
          "look at its log; it serves once state and files were read");
    }
    return found.mesh() instanceof Fact.Unknown<MeshFacts>(var why)
        ? Finding.failed(
            "it does not say how the mesh is: " + why,
            "look at its log; this command and the control plane should be of one version")
        : Finding.ok(found.address() + " is ready");
  }

  private static Finding version(RunningProcess process) {
    return process.version().equals(process.ownVersion())
        ? Finding.ok(process.version() + ", as this command")
        : Finding.warning(
            "control plane " + process.version() + ", this command " + process.ownVersion(),
            "start the control plane again with the new version, control plane before sidecars");
  }

  private static Finding openFiles(OpenFiles files) {
    if (files.limit() == 0) {
      return Finding.skipped("open files are not known on the control plane's system");
    }
    String seen = files.count() + " of " + files.limit() + " open files";
    return files.count() > MOST_FILES * files.limit()
        ? Finding.failed(seen, "past the limit no sidecar can connect: raise it (ulimit -n)")
        : Finding.ok(seen);
  }

  private static Finding kept(MeshFacts mesh) {
    return Finding.noneOf(
        mesh.notKept(),
        "everything is kept",
        "could not be kept or read",
        "it serves on from memory, and a restart would forget: check the state directory");
  }
}
