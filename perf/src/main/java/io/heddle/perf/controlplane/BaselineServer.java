package io.heddle.perf.controlplane;

import io.heddle.perf.process.HeddleCommands;
import io.heddle.perf.process.Launch;
import io.heddle.perf.process.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The process of the baseline, with the directories that belong to it. */
final class BaselineServer {
  private static final String MAIN = "io.heddle.perf.baseline.Main";
  private static final Pattern READY = Pattern.compile(".* xds (\\d+) commands (\\d+)");

  private final Path directory;
  private final BaselineKeys keys;
  private final Started process;
  private final Matcher ready;

  private BaselineServer(Path directory, BaselineKeys keys, Started process, Matcher ready) {
    this.directory = directory;
    this.keys = keys;
    this.process = process;
    this.ready = ready;
  }

  /**
   * Starts one with what Heddle's control plane has now.
   *
   * @param directory new
   */
  static BaselineServer start(
      Path directory, HeddleServer.Tools tools, int plaintextPort, BaselineKeys keys)
      throws IOException, InterruptedException {
    Path resources = directory.resolve("resources");
    List<String> capture =
        new ArrayList<>(List.of("capture", Integer.toString(plaintextPort), resources.toString()));
    MeshObjects.services().forEach(service -> capture.add(MeshObjects.host(service)));
    Started captured =
        tools.processes().start(launch(directory, tools.commands(), capture, Launch.Place.HARNESS));
    var _ = tools.lines().await(captured, "captured");
    keys.writeServer(Files.createDirectories(directory.resolve("keys")));
    List<String> serve =
        List.of("serve", resources.toString(), directory.resolve("keys").toString());
    Started process =
        tools.processes().start(launch(directory, tools.commands(), serve, Launch.Place.MEASURED));
    String line = tools.lines().await(process, "baseline ready:");
    Matcher ready = READY.matcher(line);
    if (!ready.matches()) {
      throw new IOException("ready line: " + line + " (expected: … xds PORT commands PORT)");
    }
    return new BaselineServer(directory, keys, process, ready);
  }

  private static Launch launch(
      Path directory, HeddleCommands commands, List<String> arguments, Launch.Place place)
      throws IOException {
    String name = "baseline-" + arguments.getFirst();
    return new Launch(
        name,
        commands.measurement(MAIN, arguments),
        Map.of(),
        directory.resolve(name + ".log"),
        place);
  }

  Started process() {
    return process;
  }

  int xdsPort() {
    return Integer.parseInt(ready.group(1));
  }

  int commandPort() {
    return Integer.parseInt(ready.group(2));
  }

  /** State directories of sidecars that have been here before. */
  List<Path> states(int count) throws IOException {
    List<Path> states = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path state = Files.createDirectories(directory.resolve("sidecars").resolve("caller-" + i));
      keys.writeSidecar(state, "caller-" + i);
      states.add(state);
    }
    return states;
  }
}
