package io.heddle.examples.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** nginx as a client of a sidecar, and as a server behind one. */
final class NginxSuite {
  private static final int REQUESTS = 2_000;
  private static final int CLIENTS = 8;
  private static final int LARGEST_BODY = 40_000;
  private static final long LARGE_FILE = 100L << 20;

  @RegisterExtension private static final PeerMesh MESH = new PeerMesh();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static EchoServer echo;
  private static String byDefault;
  private static String keptAlive;
  private static String files;
  private static Path root;
  private static byte[] sha256;

  @BeforeAll
  static void startProxies() throws Exception {
    Programs.require("nginx");
    int echoPort = MESH.freePort();
    echo = new EchoServer(echoPort);
    InetSocketAddress toEcho = MESH.connect("echo", Protocol.HTTP, echoPort);
    int defaultPort = MESH.freePort();
    int keptAlivePort = MESH.freePort();
    Nginx.start(
        MESH,
        "nginx-client",
        keptAlivePort,
        """
        server {
          listen 127.0.0.1:%d;
          location / { proxy_pass http://127.0.0.1:%d; }
        }
        upstream sidecar { server 127.0.0.1:%d; keepalive 8; }
        server {
          listen 127.0.0.1:%d;
          location / { proxy_pass http://sidecar; proxy_http_version 1.1; proxy_set_header Connection ""; }
        }
        """
            .formatted(defaultPort, toEcho.getPort(), toEcho.getPort(), keptAlivePort));
    byDefault = "http://127.0.0.1:" + defaultPort;
    keptAlive = "http://127.0.0.1:" + keptAlivePort;
  }

  @BeforeAll
  static void startFiles() throws Exception {
    Programs.require("nginx");
    root = MESH.folder("files");
    Files.writeString(root.resolve("small.txt"), "0123456789");
    sha256 = writeLargeFile(root.resolve("large.bin"));
    int port = MESH.freePort();
    Nginx.start(
        MESH,
        "nginx-server",
        port,
        "server { listen 127.0.0.1:%d; root %s; }".formatted(port, root));
    files = "http://127.0.0.1:" + MESH.connect("files", Protocol.HTTP, port).getPort();
  }

  @AfterAll
  static void stop() throws IOException {
    CLIENT.close();
    if (echo != null) {
      echo.close();
    }
    if (root != null) {
      Files.deleteIfExists(root.resolve("large.bin"));
    }
  }

  @Test
  void proxyPassAsItIsByDefaultLosesNothing() throws Exception {
    assertThat(exchangeAll(byDefault)).isEqualTo(REQUESTS);
  }

  @Test
  void proxyPassWithKeptConnectionsLosesNothing() throws Exception {
    assertThat(exchangeAll(keptAlive)).isEqualTo(REQUESTS);
  }

  @Test
  void rangesAndConditionsOfFilesArrive() throws Exception {
    HttpResponse<String> whole = get("/small.txt");
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo("0123456789");
    HttpResponse<String> part = get("/small.txt", "Range", "bytes=2-4");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("234");
    assertThat(part.headers().firstValue("content-range")).hasValue("bytes 2-4/10");
    HttpResponse<String> parts = get("/small.txt", "Range", "bytes=0-0,9-9");
    assertThat(parts.statusCode()).isEqualTo(206);
    assertThat(parts.headers().firstValue("content-type").orElse(""))
        .startsWith("multipart/byteranges");
    assertThat(get("/small.txt", "Range", "bytes=20-").statusCode()).isEqualTo(416);
    String tag = whole.headers().firstValue("etag").orElseThrow();
    HttpResponse<String> same = get("/small.txt", "If-None-Match", tag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.headers().firstValue("etag")).hasValue(tag);
    assertThat(get("/missing.txt").statusCode()).isEqualTo(404);
  }

  @Test
  void aLargeFileArrivesWhole() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    HttpResponse<InputStream> response =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(files + "/large.bin")).build(),
            BodyHandlers.ofInputStream());
    long bytes;
    try (InputStream body = response.body();
        DigestOutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      bytes = body.transferTo(sink);
    }
    assertThat(bytes).isEqualTo(LARGE_FILE);
    assertThat(digest.digest()).isEqualTo(sha256);
  }

  /** Bodies of many sizes both ways; how many were answered as they should be. */
  private static int exchangeAll(String address) throws Exception {
    long before = echo.requests();
    AtomicInteger next = new AtomicInteger();
    List<Future<Integer>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(() -> exchangeSome(address, next)));
      }
    }
    int answered = 0;
    for (Future<Integer> client : clients) {
      answered += client.get();
    }
    assertThat(echo.requests() - before).as("executed once").isEqualTo(REQUESTS);
    return answered;
  }

  private static int exchangeSome(String address, AtomicInteger next) throws Exception {
    int answered = 0;
    for (int number = next.getAndIncrement(); number < REQUESTS; number = next.getAndIncrement()) {
      Random random = new Random(number);
      byte[] body = new byte[random.nextInt(10) == 0 ? 0 : random.nextInt(LARGEST_BODY)];
      random.nextBytes(body);
      HttpResponse<byte[]> response =
          CLIENT.send(
              HttpRequest.newBuilder(URI.create(address + "/echo"))
                  .header("X-Number", Integer.toString(number))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("x-number")).hasValue(Integer.toString(number));
      assertThat(response.body()).isEqualTo(body);
      answered++;
    }
    return answered;
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(files + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static byte[] writeLargeFile(Path file) throws Exception {
    Random random = new Random(13);
    byte[] block = new byte[1 << 20];
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (DigestOutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
      for (long written = 0; written < LARGE_FILE; written += block.length) {
        random.nextBytes(block);
        out.write(block);
      }
    }
    return digest.digest();
  }
}
