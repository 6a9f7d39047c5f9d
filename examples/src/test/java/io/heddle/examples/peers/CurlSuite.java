package io.heddle.examples.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** curl and servers of Node.js. */
final class CurlSuite {
  private static final int BODY_BYTES = 5 << 20;
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
  private static final String H2 = "--http2-prior-knowledge";

  @RegisterExtension private static final PeerMesh MESH = new PeerMesh();
  private static Curl http;
  private static Curl h2;
  private static String body;
  private static String sha256;

  @BeforeAll
  static void start() throws Exception {
    Programs.require("curl");
    String node = Programs.require("node");
    Path folder = MESH.folder("curl");
    byte[] bytes = new byte[BODY_BYTES];
    new Random(11).nextBytes(bytes);
    body = "@" + Files.write(folder.resolve("upload"), bytes);
    sha256 = sha256(bytes);
    Path script = Resource.copy("server.js", folder);
    http = new Curl(folder, server(node, script, "http", Protocol.HTTP));
    h2 = new Curl(folder, server(node, script, "h2c", Protocol.H2C));
  }

  private static InetSocketAddress server(
      String node, Path script, String speaks, Protocol protocol)
      throws IOException, InterruptedException {
    int port = MESH.freePort();
    List<String> command = List.of(node, script.toString(), Integer.toString(port), speaks);
    var _ = MESH.launch("node-" + speaks, command);
    return MESH.connect("node-" + speaks, protocol, port);
  }

  @Test
  void getAndHead() throws Exception {
    Curl.Answer get = http.ask("/stream");
    assertThat(get.said()).containsExactly("200 1.1 1");
    assertThat(get.text()).startsWith("line 0\n").endsWith("line 999\n").hasLineCount(1_000);
    Curl.Answer head = http.ask("/seen", "--head");
    assertThat(head.heads()).startsWith("HTTP/1.1 200 OK\r\n");
    assertThat(head.said()).containsExactly("200 1.1 1");
    assertThat(http.ask("/nowhere").text()).isEqualTo("nothing here\n");
  }

  @Test
  void aConnectionServesOneRequestAfterAnother() throws Exception {
    String again = "http://127.0.0.1:" + http.port() + "/stream";
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      urls.addAll(List.of(again, "--output", "/dev/null"));
    }
    Curl.Answer answer = http.ask("/stream", urls.toArray(String[]::new));
    assertThat(answer.said()).hasSize(10).startsWith("200 1.1 1").endsWith("200 1.1 0");
    assertThat(answer.said().subList(1, 10)).containsOnly("200 1.1 0");
  }

  @Test
  void aBodyWaitsUntilItIsAskedFor() throws Exception {
    Curl.Answer answer =
        http.ask("/seen", "--data-binary", body, "--header", "Expect: 100-continue");
    assertThat(answer.heads()).startsWith(CONTINUE + "HTTP/1.1 200 OK\r\n");
    assertUpload(answer.json(), "1.1");
    assertThat(names(answer.json())).contains("Expect");
  }

  @Test
  void aBodyThatIsNotWantedIsNotSent() throws Exception {
    Curl.Answer answer =
        http.ask("/too-large", "--data-binary", body, "--header", "Expect: 100-continue");
    assertThat(answer.heads()).startsWith("HTTP/1.1 413 ");
    assertThat(answer.text()).isEqualTo("too large\n");
  }

  @Test
  void aChunkedUploadStaysChunked() throws Exception {
    Curl.Answer answer =
        http.ask(
            "/seen",
            "--data-binary",
            body,
            "--header",
            "Transfer-Encoding: chunked",
            "--header",
            "Expect:");
    assertUpload(answer.json(), "1.1");
    // How a body is framed is each hop's own.
    assertThat(names(answer.json()))
        .anyMatch("transfer-encoding"::equalsIgnoreCase)
        .noneMatch("content-length"::equalsIgnoreCase);
  }

  @Test
  void aBodyComesBackWhileItIsSent() throws Exception {
    Curl.Answer answer = http.ask("/echo", "--data-binary", body, "--header", "Expect:");
    assertThat(sha256(answer.body())).isEqualTo(sha256);
  }

  @Test
  void http10GetsWhatItUnderstands() throws Exception {
    Curl.Answer answer = http.ask("/stream", "--http1.0");
    assertThat(answer.text()).hasLineCount(1_000);
    assertThat(answer.heads().toLowerCase(Locale.ROOT)).doesNotContain("transfer-encoding");
    assertUpload(http.ask("/seen", "--http1.0", "--data-binary", body).json(), "1.1");
  }

  @Test
  void namesOfFieldsKeepTheirCaseFromApplicationToApplication() throws Exception {
    Curl.Answer answer = http.ask("/seen", "--header", "X-ClIeNt-CaSe: Kept");
    assertThat(names(answer.json())).contains("X-ClIeNt-CaSe");
    assertThat(answer.heads()).contains("\r\nX-SeRvEr-CaSe: Kept\r\n");
  }

  @Test
  void trailersArrive() throws Exception {
    Curl.Answer answer = http.ask("/trailers");
    assertThat(answer.text()).isEqualTo("body");
    assertThat(answer.heads()).endsWith("\r\n\r\nX-Checksum: 1234\r\n");
  }

  @Test
  void overHttp2GetHeadAndBodiesBothWays() throws Exception {
    Curl.Answer get = h2.ask("/stream", H2);
    assertThat(get.said()).containsExactly("200 2 1");
    assertThat(get.text()).hasLineCount(1_000);
    assertThat(h2.ask("/seen", H2, "--head").heads()).startsWith("HTTP/2 200");
    assertUpload(h2.ask("/seen", H2, "--data-binary", body).json(), "2.0");
    assertThat(sha256(h2.ask("/echo", H2, "--data-binary", body).body())).isEqualTo(sha256);
    assertThat(h2.ask("/trailers", H2).heads()).contains("x-checksum: 1234\r\n");
    assertThat(h2.ask("/nowhere", H2).said()).containsExactly("404 2 1");
  }

  @Test
  void aClientOfOneVersionReachesAServerOfTheOther() throws Exception {
    Curl.Answer upgraded = h2.ask("/seen", "--data-binary", body);
    assertThat(upgraded.said()).containsExactly("200 1.1 1");
    assertUpload(upgraded.json(), "2.0");
    Curl.Answer downgraded = http.ask("/seen", H2, "--data-binary", body);
    assertThat(downgraded.said()).containsExactly("200 2 1");
    assertUpload(downgraded.json(), "1.1");
    assertThat(sha256(h2.ask("/echo", "--data-binary", body).body())).isEqualTo(sha256);
    assertThat(sha256(http.ask("/echo", H2, "--data-binary", body).body())).isEqualTo(sha256);
  }

  private static void assertUpload(JsonNode seen, String version) {
    assertThat(seen.path("method").asText()).isEqualTo("POST");
    assertThat(seen.path("version").asText()).isEqualTo(version);
    assertThat(seen.path("bytes").asInt()).isEqualTo(BODY_BYTES);
    assertThat(seen.path("sha256").asText()).isEqualTo(sha256);
  }

  /** The names of the fields as they came. */
  private static List<String> names(JsonNode seen) {
    List<String> names = new ArrayList<>();
    JsonNode fields = seen.path("headers");
    for (int i = 0; i < fields.size(); i += 2) {
      names.add(fields.get(i).asText());
    }
    return names;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
