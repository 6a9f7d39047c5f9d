package io.heddle.proxy.supervisor;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a unit consists of.
 *
 * @param sidecar command line
 * @param sidecarEnvironment added to that of this process
 * @param application command line
 * @param hiddenFromApplication names of environment variables
 */
public record Commands(
    List<String> sidecar,
    Map<String, String> sidecarEnvironment,
    List<String> application,
    Set<String> hiddenFromApplication) {
  public Commands {
    sidecar = List.copyOf(sidecar);
    sidecarEnvironment = Map.copyOf(sidecarEnvironment);
    application = List.copyOf(application);
    hiddenFromApplication = Set.copyOf(hiddenFromApplication);
  }
}
