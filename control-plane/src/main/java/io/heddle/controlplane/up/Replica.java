package io.heddle.controlplane.up;

import io.heddle.controlplane.files.HostFile.HostService;
import io.heddle.controlplane.files.HostFile.Use;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One copy of a service on this host, with the ports chosen for it.
 *
 * @param state directory of its sidecar
 * @param localPorts where its sidecar listens for each service it uses
 */
record Replica(
    HostService service, int number, int port, Path state, Map<Use, Integer> localPorts) {
  Replica {
    localPorts = Map.copyOf(localPorts);
  }

  /** {@code catalog-1}. */
  String name() {
    return service.name() + "-" + number;
  }

  /** What starts it, after the launcher's path. */
  List<String> arguments(String controlPlane) {
    List<String> arguments = new ArrayList<>(List.of("run"));
    option(arguments, "--control-plane", controlPlane);
    option(arguments, "--state", state.toString());
    option(arguments, "--inbound", "app:" + port);
    option(arguments, "--health", service.health());
    option(arguments, "--admin", "127.0.0.1:0");
    option(arguments, "--health-listen", "127.0.0.1:0");
    localPorts.forEach((use, local) ->
        option(arguments, "--outbound", use.service() + ":" + use.port() + "=" + local));
    arguments.add("--");
    arguments.addAll(ShellLine.command(service.run()));
    return arguments;
  }

  /** The token is here because every user of the machine can read command lines. */
  Map<String, String> environment(String joinToken) {
    Map<String, String> environment = new LinkedHashMap<>(service.environment());
    environment.put("HEDDLE_JOIN_TOKEN", joinToken);
    environment.put("PORT", Integer.toString(port));
    localPorts.forEach((use, local) -> environment.put(use.variable(), "127.0.0.1:" + local));
    return environment;
  }

  private static void option(List<String> arguments, String name, String value) {
    arguments.add(name);
    arguments.add(value);
  }
}
