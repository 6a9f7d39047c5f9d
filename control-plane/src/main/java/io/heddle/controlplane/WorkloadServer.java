package io.heddle.controlplane;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.identity.ConnectionCredentials;
import io.heddle.controlplane.identity.Identities;
import io.heddle.controlplane.xds.XdsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Where workloads connect: sessions and ADS on one mutual-TLS port; or ADS alone, in plaintext, for
 * programs of this host.
 */
final class WorkloadServer implements AutoCloseable {
  private static final int MAX_CALLS_PER_CONNECTION = 16;
  private static final int MAX_METADATA_BYTES = 16 * 1024;
  private static final long HANDSHAKE_SECONDS = 5;

  /** A peer that vanished without a word is noticed after this and the answer's time. */
  private static final long KEEP_ALIVE_SECONDS = 20;

  private static final long KEEP_ALIVE_ANSWER_SECONDS = 10;
  private static final long PERMITTED_KEEP_ALIVE_SECONDS = 5;
  private static final long CLOSES_WITHIN_MILLIS = 2_000;

  private final Server server;

  private WorkloadServer(Server server) {
    this.server = server;
  }

  static WorkloadServer start(InetSocketAddress address, Identities identities, XdsServer xds)
      throws IOException {
    return new WorkloadServer(
        limited(address)
            .sslContext(identities.tls())
            .addTransportFilter(identities.credentials())
            .intercept(identities.credentials())
            .addService(identities.service())
            .addService(xds.adsService(ConnectionCredentials::current))
            .build()
            .start());
  }

  /** ADS without secrets, for clients that prove nothing. */
  static WorkloadServer plaintext(InetSocketAddress address, SpiffeId nobody, XdsServer xds)
      throws IOException {
    return new WorkloadServer(
        limited(address).addService(xds.plaintextService(nobody)).build().start());
  }

  private static NettyServerBuilder limited(InetSocketAddress address) {
    return NettyServerBuilder.forAddress(address)
        // Every call only hands its messages to the mesh thread.
        .directExecutor()
        .maxInboundMessageSize(XdsServer.MAX_RECEIVED_BYTES)
        .maxInboundMetadataSize(MAX_METADATA_BYTES)
        .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
        .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
        .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
        .keepAliveTimeout(KEEP_ALIVE_ANSWER_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveTime(PERMITTED_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getListenSockets().getFirst();
  }

  /** Streams never end by themselves: they are cut, and workloads come back to whoever follows. */
  @Override
  public void close() throws InterruptedException {
    server.shutdownNow();
    server.awaitTermination(CLOSES_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
  }
}
