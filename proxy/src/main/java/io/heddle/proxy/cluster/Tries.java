package io.heddle.proxy.cluster;

import io.heddle.proxy.http.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one request so far: where it has been, and whether anybody may have read it. */
final class Tries {
  private final List<EndpointState> tried = new ArrayList<>(0);
  private boolean repeated;
  private boolean wrote;
  private Failure lastFailure = Failure.CONNECT_FAILURE;
  private String lastCause = "";

  /** An endpoint that was not tried yet; null when there is none. */
  @Nullable EndpointState choose(Cluster cluster) {
    return cluster.choose(tried);
  }

  boolean isEmpty() {
    return tried.isEmpty();
  }

  /** Can it go out on this connection, though it may have chosen another endpoint? */
  boolean wants(PooledConnection free, @Nullable EndpointState chosen) {
    if (repeated && free.wasUsed()) {
      return false;
    }
    return free.endpoint() == chosen
        || (!tried.contains(free.endpoint()) && !free.endpoint().saysItDrains());
  }

  /** May an application have read some of it, or the client some of an answer? */
  boolean wrote() {
    return wrote;
  }

  void noteWritten() {
    wrote = true;
  }

  /** Was it sent again to an application that closed its connection? */
  boolean repeated() {
    return repeated;
  }

  void noteRepeated() {
    repeated = true;
  }

  /** It had been written when the connection ended. */
  void cut(Failure failure, String cause) {
    wrote = true;
    lastFailure = failure;
    lastCause = cause;
  }

  /** It certainly reached nobody at this endpoint. */
  void missed(EndpointState endpoint, Failure failure, String cause) {
    if (!wrote) {
      // Else the cut stands: that a repetition reached nobody does not undo what was written.
      lastFailure = failure;
      lastCause = cause;
    }
    tried.add(endpoint);
  }

  Failure lastFailure() {
    return lastFailure;
  }

  String lastCause() {
    return lastCause;
  }
}
