package io.heddle.proxy.listener;

import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.RouteAction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client's data path and the sidecars it talks to, which tests play byte by byte. */
final class FakeMesh implements AutoCloseable {
  private final TestIdentities identities = new TestIdentities();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final TestProxy client;

  FakeMesh() throws IOException {
    client = closing(TestProxy.outbound());
  }

  TestProxy client() {
    return client;
  }

  TestIdentities identities() {
    return identities;
  }

  /** Closes it at the end. */
  <T extends AutoCloseable> T closing(T one) {
    opened.add(one);
    return one;
  }

  /** A sidecar of the service. */
  TestApplication sidecar(TestApplication.Behaviour behaviour) throws IOException {
    return closing(new TestApplication(identities.serverSocket("catalog"), behaviour));
  }

  /** One that answers every request alike. */
  TestApplication sidecar(String response) throws IOException {
    return sidecar(TestApplication.responding(response));
  }

  /** A port that nobody listens on. */
  static int nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static Endpoint at(TestApplication sidecar, String uid) {
    return Snapshots.endpoint(sidecar.port(), uid);
  }

  void route(RouteAction action, Endpoint... endpoints) {
    client.apply(snapshot(action, endpoints));
  }

  void routeTo(Endpoint... endpoints) {
    route(Snapshots.forward(Snapshots.CATALOG_CLUSTER, Duration.ZERO), endpoints);
  }

  ProxySnapshot snapshot(RouteAction action, Endpoint... endpoints) {
    return Snapshots.empty()
        .identity(identities.of("web"))
        .route(action)
        .meshCluster("heddle-http/1.1", endpoints)
        .build();
  }

  String send(String request) throws IOException {
    return TestClient.once(client.address(), request);
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }
}
