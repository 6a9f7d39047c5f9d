package io.heddle.examples.peers;

import io.heddle.examples.e2e.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An nginx with the servers of one test. */
final class Nginx {
  private static final Duration BOUND = Duration.ofSeconds(30);

  private Nginx() {}

  /**
   * Starts one, and returns when it accepts; skips the test where there is none.
   *
   * @param http what its configuration's block of HTTP says
   */
  static void start(PeerMesh mesh, String name, int port, String http)
      throws IOException, InterruptedException {
    String nginx = Programs.require("nginx");
    Path folder = mesh.folder(name);
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(configuration, configuration(folder, http));
    var _ =
        mesh.launch(
            name,
            List.of(
                nginx, "-p", folder.toString(), "-c", configuration.toString(), "-e", "stderr"));
    Await.until(name + " accepts", BOUND, () -> accepts(port));
  }

  private static boolean accepts(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    }
  }

  /** Its workers are whose the test is, or they could not read the test's folder. */
  private static String configuration(Path folder, String http) {
    String user = System.getProperty("user.name");
    return """
    daemon off;
    %s
    worker_processes 1;
    pid %s/nginx.pid;
    events {}
    http {
      access_log off;
      client_max_body_size 0;
      client_body_temp_path %s/body;
      proxy_temp_path %s/proxy;
      fastcgi_temp_path %s/fastcgi;
      uwsgi_temp_path %s/uwsgi;
      scgi_temp_path %s/scgi;
    %s
    }
    """
        .formatted(
            user.equals("root") ? "user root;" : "",
            folder,
            folder,
            folder,
            folder,
            folder,
            folder,
            http);
  }
}
