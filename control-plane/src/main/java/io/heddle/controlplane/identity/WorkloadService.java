package io.heddle.controlplane.identity;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.heddle.controlplane.xds.Received;
import io.heddle.controlplane.xds.RequestMarshaller;
import io.heddle.v1.FromWorkload;
import io.heddle.v1.ToWorkload;
import io.heddle.v1.WorkloadGrpc;

/**
 * The sessions of workloads, as gRPC sees them: each message goes to the mesh thread, one at a
 * time.
 */
final class WorkloadService implements BindableService {
  private final SessionEnvironment environment;

  WorkloadService(SessionEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(WorkloadGrpc.SERVICE_NAME)
        .addMethod(
            RequestMarshaller.readingAll(
                WorkloadGrpc.getSessionMethod(),
                "session: unreadable bytes (expected: a message of a workload)"),
            ServerCalls.asyncBidiStreamingCall(this::session))
        .build();
  }

  private StreamObserver<Received<FromWorkload>> session(StreamObserver<ToWorkload> response) {
    var down = (ServerCallStreamObserver<ToWorkload>) response;
    Connection connection = ConnectionCredentials.currentConnection().orElseThrow();
    var authorization = ConnectionCredentials.currentAuthorization();
    SessionStream session = new SessionStream(environment, connection, down);
    down.disableAutoRequest();
    down.setOnCancelHandler(() -> environment.mesh().execute(session::ended));
    connectionOpens(connection);
    environment.mesh().execute(() -> session.start(authorization));
    return new StreamObserver<>() {
      @Override
      public void onNext(Received<FromWorkload> received) {
        environment.mesh().execute(() -> received(received, session));
      }

      @Override
      public void onError(Throwable failure) {
        environment.mesh().execute(session::ended);
      }

      @Override
      public void onCompleted() {
        environment.mesh().execute(session::completed);
      }
    };
  }

  private static void received(Received<FromWorkload> received, SessionStream session) {
    switch (received) {
      case Received.Request<FromWorkload>(FromWorkload message) -> session.receive(message);
      case Received.Unreadable<FromWorkload>(Status reason) -> session.unreadable(reason);
    }
  }

  /** Before the call returns, so that what the client opens next finds the session. */
  private static void connectionOpens(Connection connection) {
    connection.sessionOpened();
  }
}
