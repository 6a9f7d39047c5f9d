package io.heddle.controlplane.up;

import io.heddle.controlplane.cli.CommandFailedException;
import io.heddle.controlplane.files.HostFile;
import io.heddle.controlplane.files.HostFileReader;
import io.heddle.controlplane.model.Parsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a control plane and all services of one file until the first of them ends. */
@Command(
    name = "up",
    description = "Runs a control plane and all services of one heddle.yaml.",
    footer = {
      "",
      "services:",
      "  catalog:",
      "    run: ./catalog            # by sh; listens on $PORT",
      "    replicas: 2               # default 1",
      "    port: 80                  # what others dial; default 80",
      "    listen: 9001              # $PORT of the first replica; default any free one",
      "    health: http:/healthz     # default tcp",
      "  web:",
      "    run: ./web                # finds catalog at $CATALOG_ADDRESS",
      "    uses: [catalog]           # SERVICE or SERVICE:PORT",
      "    environment: {LEVEL: debug}",
      "namespace: default",
      "objects: routes               # folder of Services and HTTPRoutes; default: made from services"
    })
public final class UpCommand implements Callable<Integer> {
  private static final String TRUST_DOMAIN = "cluster.local";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "heddle.yaml",
      description = "default: ${DEFAULT-VALUE}")
  private Path file = Path.of("heddle.yaml");

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "of the control plane and all sidecars (default: .heddle-up beside the file)")
  private @Nullable Path state;

  @Option(
      names = "--listen",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.1:15012",
      description = "of the control plane (default: ${DEFAULT-VALUE})")
  private String listen = "";

  @Option(
      names = "--admin",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.1:15014",
      description = "of the control plane (default: ${DEFAULT-VALUE})")
  private String admin = "";

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    HostFile hostFile = read();
    Path directory =
        state == null ? file.toAbsolutePath().resolveSibling(".heddle-up") : state.toAbsolutePath();
    try {
      Path controlPlane = Files.createDirectories(directory.resolve("control-plane"));
      Path objects = objects(hostFile, directory);
      UpTokens tokens = new UpTokens(controlPlane, TRUST_DOMAIN, hostFile.namespace());
      Host host =
          new Host(launcher(), new Host.Settings(objects, controlPlane, listen, admin), System.out);
      Thread stopping = new Thread(() -> stop(host), "stop");
      Runtime.getRuntime().addShutdownHook(stopping);
      FreePorts ports = new FreePorts(UpCommand::freePort);
      return host.run(Replicas.of(hostFile, directory, ports), tokens::create);
    } catch (IOException | UncheckedIOException e) {
      throw CommandFailedException.failed("up: " + e.getMessage());
    }
  }

  private HostFile read() throws CommandFailedException {
    try {
      return switch (HostFileReader.read(
          String.valueOf(file.getFileName()), Files.readString(file))) {
        case Parsed.Accepted<HostFile>(var value) -> value;
        case Parsed.Rejected<HostFile>(var problems) ->
            throw CommandFailedException.wrongUse(
                problems.stream().map(Object::toString).collect(Collectors.joining("\n")));
      };
    } catch (NoSuchFileException e) {
      throw CommandFailedException.wrongUse(file + ": not found (expected: a heddle.yaml)");
    } catch (IOException e) {
      throw CommandFailedException.failed(file + ": cannot be read: " + e);
    }
  }

  private Path objects(HostFile hostFile, Path directory) throws IOException {
    if (hostFile.objects().isPresent()) {
      return file.toAbsolutePath().resolveSibling(hostFile.objects().get());
    }
    Path made = Files.createDirectories(directory.resolve("objects"));
    Files.writeString(made.resolve("services.yaml"), ServiceObjects.yaml(hostFile));
    return made;
  }

  private static Path launcher() throws CommandFailedException {
    String home = System.getenv("HEDDLE_HOME");
    if (home == null) {
      throw CommandFailedException.failed(
          "HEDDLE_HOME: not set (expected: start it by the heddle launcher, which sets it)");
    }
    return Path.of(home, "heddle");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(Host host) {
    try {
      host.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
