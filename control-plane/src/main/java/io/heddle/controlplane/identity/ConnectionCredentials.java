package io.heddle.controlplane.identity;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import io.heddle.controlplane.xds.ProxyIdentity;
import io.heddle.v1.WorkloadGrpc;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Gives every connection a holder of who it is, and every call that holder. Install it as transport
 * filter and as interceptor of the same server.
 */
public final class ConnectionCredentials extends ServerTransportFilter
    implements ServerInterceptor {
  private static final Attributes.Key<Connection> ATTRIBUTE =
      Attributes.Key.create("heddle-connection");
  private static final Context.Key<Connection> CONNECTION = Context.key("heddle-connection");
  private static final Context.Key<String> AUTHORIZATION = Context.key("heddle-authorization");
  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final CertificateJudge judge;
  private final IdentityObserver observer;

  ConnectionCredentials(CertificateJudge judge, IdentityObserver observer) {
    this.judge = judge;
    this.observer = observer;
  }

  /**
   * Who the call that runs now is, by its connection: at once by certificate; by join token when
   * the first signing request of the connection's session has redeemed it. Fails with the status to
   * answer.
   */
  public static CompletionStage<ProxyIdentity> current() {
    Connection connection = CONNECTION.get();
    return connection == null
        ? CompletableFuture.failedStage(
            Status.UNAUTHENTICATED
                .withDescription("connection: no credential (expected: TLS)")
                .asRuntimeException())
        : connection.identity();
  }

  static Optional<Connection> currentConnection() {
    return Optional.ofNullable(CONNECTION.get());
  }

  static Optional<String> currentAuthorization() {
    return Optional.ofNullable(AUTHORIZATION.get());
  }

  @Override
  public Attributes transportReady(Attributes transport) {
    Connection connection =
        new Connection(
            transport.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR),
            judge.judge(transport.get(Grpc.TRANSPORT_ATTR_SSL_SESSION)));
    return transport.toBuilder().set(ATTRIBUTE, connection).build();
  }

  @Override
  public <Q, P> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, P> call, Metadata headers, ServerCallHandler<Q, P> next) {
    Connection connection = call.getAttributes().get(ATTRIBUTE);
    if (connection == null) {
      call.close(
          Status.INTERNAL.withDescription("connection: not seen by its filter"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    String authorization = headers.get(HEADER);
    Optional<RefusedException> refusal = connection.refusal();
    if (refusal.isPresent() && !(isSession(call) && authorization != null)) {
      observer.refused(refusal.get().reason(), refusal.get().text());
      call.close(refusal.get().status(), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    Context context = Context.current().withValue(CONNECTION, connection);
    return Contexts.interceptCall(
        authorization == null ? context : context.withValue(AUTHORIZATION, authorization),
        call,
        headers,
        next);
  }

  private static boolean isSession(ServerCall<?, ?> call) {
    return call.getMethodDescriptor()
        .getFullMethodName()
        .equals(WorkloadGrpc.getSessionMethod().getFullMethodName());
  }
}
