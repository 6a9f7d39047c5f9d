package io.heddle.proxy.cluster;

import io.heddle.proxy.http.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one request so far: where it has been, and whether anybody may have read it. */
final class Tries {
  private final List<EndpointState> tried = new ArrayList<>(0);
  private List<EndpointState> before = List.of();
  private boolean informed;
  private boolean repeated;
  private boolean wrote;
  private Failure lastFailure = Failure.CONNECT_FAILURE;
  private String lastCause = "";

  /** An endpoint that was not tried yet, at least not since the last retry; null: there is none. */
  @Nullable EndpointState choose(Cluster cluster) {
    if (before.isEmpty()) {
      return cluster.choose(tried);
    }
    List<EndpointState> ever = new ArrayList<>(before);
    ever.addAll(tried);
    EndpointState fresh = cluster.choose(ever);
    return fresh != null ? fresh : cluster.choose(tried);
  }

  /** Was none tried, at least not since the last retry? */
  boolean isEmpty() {
    return tried.isEmpty();
  }

  /** Can it go out on this connection, though it may have chosen another endpoint? */
  boolean wants(PooledConnection free, @Nullable EndpointState chosen) {
    if (repeated && free.wasUsed()) {
      return false;
    }
    return free.endpoint() == chosen
        || (!hasTried(free.endpoint()) && !free.endpoint().saysItDrains());
  }

  private boolean hasTried(EndpointState endpoint) {
    return tried.contains(endpoint) || before.contains(endpoint);
  }

  /** May an application have read some of it, or the client some of an answer? */
  boolean wrote() {
    return wrote;
  }

  void noteWritten() {
    wrote = true;
  }

  /** Has the client got some of an answer? */
  boolean informed() {
    return informed;
  }

  void noteInformed() {
    wrote = true;
    informed = true;
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

  /**
   * It is tried again, though some of it was written; what is not written now, may go elsewhere.
   */
  void beginAgain(@Nullable EndpointState left) {
    List<EndpointState> ever = new ArrayList<>(before);
    ever.addAll(tried);
    if (left != null) {
      ever.add(left);
    }
    before = ever;
    tried.clear();
    wrote = false;
    repeated = false;
  }

  Failure lastFailure() {
    return lastFailure;
  }

  String lastCause() {
    return lastCause;
  }
}
