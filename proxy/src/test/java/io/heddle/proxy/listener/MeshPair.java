package io.heddle.proxy.listener;

import io.heddle.proxy.config.WorkloadIdentity;
import io.heddle.proxy.filter.gate.InboundGate;

/** The sidecar of {@code web}, that of {@code catalog}, and catalog, which mostly says hello. */
final class MeshPair implements AutoCloseable {
  private final TestIdentities identities = new TestIdentities();
  private final TestApplication application;
  private final TestProxy server;
  private final TestProxy client = TestProxy.outbound();

  MeshPair() throws Exception {
    this(TestApplication.answering("hello"));
  }

  /** With another catalog, which the pair closes. */
  MeshPair(TestApplication application) throws Exception {
    this.application = application;
    this.server = TestProxy.inbound(application.port());
    serve(identities.of("catalog"));
    ask(identities.of("web"));
    server.dataPath().gate().to(InboundGate.State.OPEN);
  }

  TestIdentities identities() {
    return identities;
  }

  TestApplication application() {
    return application;
  }

  TestProxy server() {
    return server;
  }

  TestProxy client() {
    return client;
  }

  void serve(WorkloadIdentity identity) {
    server.apply(
        Snapshots.empty()
            .identity(identity)
            .inbound(server.meshPort(), application.port())
            .build());
  }

  void ask(WorkloadIdentity identity) {
    client.apply(
        Snapshots.empty()
            .identity(identity)
            .outboundHttp()
            .meshCluster("heddle-http/1.1", Snapshots.endpoint(server.meshPort(), "catalog-1"))
            .build());
  }

  @Override
  public void close() throws Exception {
    client.close();
    server.close();
    application.close();
  }
}
