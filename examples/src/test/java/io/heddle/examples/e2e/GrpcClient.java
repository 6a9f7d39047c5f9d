package io.heddle.examples.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.examples.demo.ManagedProcess;
import io.heddle.examples.demo.Mesh;
import io.heddle.examples.e2e.grpc.JavaClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A gRPC client without any proxy: a client of the mesh by its own library. */
final class GrpcClient {
  private static final Duration BOUND = Duration.ofSeconds(40);
  private static final String LINE = "calls: ";
  private static final String RATE = "100";

  private final ManagedProcess process;

  private GrpcClient(ManagedProcess process) {
    this.process = process;
  }

  /**
   * What became of its calls.
   *
   * @param answered by the name of the server
   * @param failed by status
   */
  record Calls(Map<String, Long> answered, Map<String, Long> failed) {
    long all() {
      return answered.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Whose implementation of gRPC. */
  enum Library {
    PYTHON {
      @Override
      List<String> command(Path bootstrap, String... arguments) throws IOException {
        return GrpcPython.command("client.py", bootstrap, arguments);
      }
    },
    JAVA {
      @Override
      List<String> command(Path bootstrap, String... arguments) {
        List<String> command =
            new ArrayList<>(
                List.of(
                    "env",
                    "GRPC_XDS_BOOTSTRAP=" + bootstrap,
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-Xmx96m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    JavaClient.class.getName()));
        command.addAll(List.of(arguments));
        return command;
      }
    };

    abstract List<String> command(Path bootstrap, String... arguments) throws IOException;
  }

  /** Starts one, and returns when its first call was answered. */
  static GrpcClient start(
      EndToEnd endToEnd, Mesh mesh, Library library, String target, Path certificates)
      throws IOException, InterruptedException {
    Path bootstrap = endToEnd.files().log("grpc-client").resolveSibling("grpc-bootstrap.json");
    Files.writeString(bootstrap, bootstrap(mesh.controlPlane().plaintextAddress(), certificates));
    ManagedProcess process =
        endToEnd.launch(
            "grpc-client", library.command(bootstrap, "xds:///" + target, RATE), "client ready:");
    var _ = process.awaitReady(BOUND);
    return new GrpcClient(process);
  }

  private static String bootstrap(String controlPlane, Path certificates) {
    return """
    {
      "xds_servers": [{
        "server_uri": "%1$s",
        "channel_creds": [{"type": "insecure"}],
        "server_features": ["xds_v3"]
      }],
      "node": {"id": "grpc-client", "cluster": "test"},
      "certificate_providers": {
        "default": {
          "plugin_name": "file_watcher",
          "config": {
            "certificate_file": "%2$s/tls.crt",
            "private_key_file": "%2$s/tls.key",
            "ca_certificate_file": "%2$s/ca.crt",
            "refresh_interval": "1s"
          }
        }
      }
    }
    """
        .formatted(controlPlane, certificates);
  }

  /** What it has counted so far. */
  Calls calls() throws IOException {
    List<String> lines =
        Files.readAllLines(process.log()).stream().filter(line -> line.startsWith(LINE)).toList();
    if (lines.isEmpty()) {
      return new Calls(Map.of(), Map.of());
    }
    JsonNode counts = new ObjectMapper().readTree(lines.getLast().substring(LINE.length()));
    return new Calls(map(counts.path("answered")), map(counts.path("failed")));
  }

  /** Waits for so many more answered calls. */
  void settle(long calls) throws IOException, InterruptedException {
    long goal = calls().all() + calls;
    Await.until(calls + " more calls", Duration.ofMinutes(1), () -> calls().all() >= goal);
  }

  /** Ends it; what it counted in all. */
  Calls finish() throws IOException, InterruptedException {
    process.terminate();
    int code = process.awaitEnd(BOUND);
    if (code != 0) {
      throw new IOException("gRPC client: exit " + code + " (expected: 0):\n" + process.tail());
    }
    return calls();
  }

  private static Map<String, Long> map(JsonNode counts) {
    Map<String, Long> map = new HashMap<>();
    counts.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asLong()));
    return map;
  }
}
