package io.heddle.perf.controlplane;

import io.heddle.perf.process.HeddleCommands;
import io.heddle.perf.process.Launch;
import io.heddle.perf.process.OutputLines;
import io.heddle.perf.process.ProcessGroup;
import io.heddle.perf.process.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code heddle control-plane} as users start it, with the directories that belong to it. */
final class HeddleServer {
  private static final Pattern READY =
      Pattern.compile(".* xds \\S+:(\\d+) admin \\S+ xds-plaintext \\S+:(\\d+)");
  private static final String ANY_PORT = "127.0.0.1:0";

  private final Path directory;
  private final Tools tools;
  private final Started process;
  private final Matcher ready;
  private int numbers;

  private HeddleServer(Path directory, Tools tools, Started process, Matcher ready) {
    this.directory = directory;
    this.tools = tools;
    this.process = process;
    this.ready = ready;
  }

  /** What processes are started with. */
  record Tools(HeddleCommands commands, ProcessGroup processes, OutputLines lines) {}

  static HeddleServer start(Path directory, Tools tools) throws IOException, InterruptedException {
    MeshObjects.write(Files.createDirectories(directory.resolve("objects")));
    List<String> arguments = new ArrayList<>(List.of("control-plane"));
    arguments.addAll(List.of("--state", directory.resolve("state").toString()));
    arguments.addAll(List.of("--files", directory.resolve("objects").toString()));
    arguments.addAll(List.of("--listen", ANY_PORT, "--admin", ANY_PORT));
    arguments.addAll(List.of("--xds-plaintext", ANY_PORT));
    Launch launch =
        new Launch(
            "heddle",
            tools.commands().controlPlane(arguments),
            Map.of(),
            directory.resolve("control-plane.log"),
            Launch.Place.MEASURED);
    Started process = tools.processes().start(launch);
    String line = tools.lines().await(process, "control plane ready:");
    Matcher ready = READY.matcher(line);
    if (!ready.matches()) {
      throw new IOException("ready line: " + line + " (expected: … xds … admin … xds-plaintext …)");
    }
    return new HeddleServer(directory, tools, process, ready);
  }

  Started process() {
    return process;
  }

  int xdsPort() {
    return Integer.parseInt(ready.group(1));
  }

  /** Where the baseline takes its resources from; no sidecar connects there. */
  int plaintextPort() {
    return Integer.parseInt(ready.group(2));
  }

  Path files() {
    return directory.resolve("objects");
  }

  /** A join token that admits so many. */
  String token(String service, int uses) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("token", "create", "--service", service));
    arguments.addAll(List.of("--namespace", MeshObjects.NAMESPACE));
    arguments.addAll(List.of("--uses", Integer.toString(uses)));
    arguments.addAll(List.of("--state", directory.resolve("state").toString()));
    String name = "token-" + numbers++;
    Launch launch =
        new Launch(
            name,
            tools.commands().controlPlane(arguments),
            Map.of(),
            directory.resolve(name + ".log"),
            Launch.Place.HARNESS);
    return tools.lines().await(tools.processes().start(launch), "heddle1.");
  }

  /** Names of new directories for sidecars, which make them. */
  List<Path> states(String what, int count) {
    List<Path> states = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      states.add(directory.resolve("sidecars").resolve(what + "-" + numbers++));
    }
    return states;
  }
}
