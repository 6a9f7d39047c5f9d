package io.heddle.controlplane.check;

import java.util.List;

/** Every check, in the order in which they are shown. */
public final class Checkup {
  private static final List<Group> ALL =
      List.of(
          new Group("host", HostChecks.all()),
          new Group("ports", PortChecks.all()),
          new Group("state directory", DirectoryChecks.all()),
          new Group("state", StateChecks.all()),
          new Group("authority", AuthorityChecks.all()),
          new Group("objects", ObjectChecks.all()),
          new Group("control plane", ControlPlaneChecks.all()),
          new Group("instances", InstanceChecks.all()),
          new Group("proxies", ProxyChecks.all()));

  private Checkup() {}

  public static List<CheckResult> of(Facts facts) {
    return ALL.stream()
        .flatMap(group ->
            group.checks().stream()
                .map(it -> new CheckResult(group.name(), it.id(), it.look().apply(facts))))
        .toList();
  }

  /** Checks of one subject. */
  private record Group(String name, List<Check> checks) {}
}
