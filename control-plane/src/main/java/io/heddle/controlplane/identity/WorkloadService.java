package io.heddle.controlplane.identity;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.heddle.v1.FromWorkload;
import io.heddle.v1.ToWorkload;
import io.heddle.v1.WorkloadGrpc;

/**
 * The sessions of workloads, as gRPC sees them: each message goes to the mesh thread, one at a
 * time.
 */
final class WorkloadService extends WorkloadGrpc.WorkloadImplBase {
  private final SessionEnvironment environment;

  WorkloadService(SessionEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public StreamObserver<FromWorkload> session(StreamObserver<ToWorkload> response) {
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
      public void onNext(FromWorkload message) {
        environment.mesh().execute(() -> session.receive(message));
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

  /** Before the call returns, so that what the client opens next finds the session. */
  private static void connectionOpens(Connection connection) {
    connection.sessionOpened();
  }
}
