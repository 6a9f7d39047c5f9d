package io.heddle.examples.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command curl, towards one server. */
final class Curl {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BOUND_SECONDS = 60;

  private final String program;
  private final Path folder;
  private final InetSocketAddress address;

  /** Skips the test where there is none. */
  Curl(Path folder, InetSocketAddress address) throws IOException {
    this.program = Programs.require("curl");
    this.folder = folder;
    this.address = address;
  }

  /**
   * What curl got.
   *
   * @param heads as they came, one after another
   * @param file with the body
   * @param said the status, the version of HTTP and the new connections, a line each
   */
  record Answer(String heads, Path file, List<String> said) {
    Answer {
      said = List.copyOf(said);
    }

    byte[] body() throws IOException {
      return Files.readAllBytes(file);
    }

    String text() throws IOException {
      return Files.readString(file);
    }

    JsonNode json() throws IOException {
      return JSON.readTree(body());
    }
  }

  int port() {
    return address.getPort();
  }

  /** Fails unless curl is content. */
  Answer ask(String path, String... options) throws IOException, InterruptedException {
    Path heads = Files.createTempFile(folder, "heads", "");
    Path body = Files.createTempFile(folder, "body", "");
    Path said = Files.createTempFile(folder, "said", "");
    List<String> command = new ArrayList<>(List.of(program, "--silent", "--show-error"));
    command.addAll(List.of("--max-time", Integer.toString(BOUND_SECONDS), "--noproxy", "*"));
    command.addAll(List.of("--dump-header", heads.toString(), "--output", body.toString()));
    command.addAll(List.of("--write-out", "%{http_code} %{http_version} %{num_connects}\\n"));
    command.addAll(List.of(options));
    command.add("http://127.0.0.1:" + address.getPort() + path);
    Process curl =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!curl.waitFor(BOUND_SECONDS + 10, TimeUnit.SECONDS)) {
      curl.destroyForcibly();
    }
    int code = curl.waitFor();
    if (code != 0) {
      throw new IOException("curl " + path + ": " + code + ": " + Files.readString(said));
    }
    return new Answer(Files.readString(heads), body, Files.readAllLines(said));
  }
}
