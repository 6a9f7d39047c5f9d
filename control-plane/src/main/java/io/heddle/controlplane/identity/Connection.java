package io.heddle.controlplane.identity;

import io.heddle.certs.KeyHash;
import io.heddle.controlplane.xds.ProxyIdentity;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One TLS connection to the control plane, and who it turned out to be. Safe for any thread. */
final class Connection {
  private final @Nullable SocketAddress peer;
  private final ClientCertificate certificate;
  private @Nullable CompletableFuture<ProxyIdentity> session;

  Connection(@Nullable SocketAddress peer, ClientCertificate certificate) {
    this.peer = peer;
    this.certificate = certificate;
  }

  /** What the TLS handshake said of the client; judged once, it holds as long as the connection. */
  sealed interface ClientCertificate {
    record Absent() implements ClientCertificate {}

    record Refused(RefusedException refusal) implements ClientCertificate {}

    /** {@code root} has vouched for it. */
    record Accepted(ProxyIdentity identity, KeyHash root) implements ClientCertificate {}
  }

  Optional<SocketAddress> peer() {
    return Optional.ofNullable(peer);
  }

  ClientCertificate certificate() {
    return certificate;
  }

  /** Why nobody may call here unless a session brings a token; empty when somebody may. */
  Optional<RefusedException> refusal() {
    return switch (certificate) {
      case ClientCertificate.Accepted _ -> Optional.empty();
      case ClientCertificate.Refused(var refusal) -> withoutSession(refusal);
      case ClientCertificate.Absent _ ->
          withoutSession(
              new RefusedException(
                  RefusalReason.NO_CREDENTIAL,
                  "connection: no credential (expected: a client certificate, or a session with a"
                      + " join token)"));
    };
  }

  /** Of the certificate, else of the session; the latter may still have to prove itself. */
  CompletionStage<ProxyIdentity> identity() {
    if (certificate instanceof ClientCertificate.Accepted(var identity, _)) {
      return CompletableFuture.completedStage(identity);
    }
    Optional<RefusedException> refusal = refusal();
    if (refusal.isPresent()) {
      return CompletableFuture.failedStage(refusal.get().status().asRuntimeException());
    }
    return sessionIdentity();
  }

  /** A session with a join token begins; an earlier one that was proved stays what counts. */
  synchronized void sessionOpened() {
    if (session == null || session.isCompletedExceptionally()) {
      session = new CompletableFuture<>();
    }
  }

  synchronized void sessionProved(ProxyIdentity identity) {
    if (session != null) {
      session.complete(identity);
    }
  }

  synchronized void sessionEnded(RefusedException why) {
    if (session != null) {
      session.completeExceptionally(why.status().asRuntimeException());
    }
  }

  private synchronized Optional<RefusedException> withoutSession(RefusedException refusal) {
    return session == null ? Optional.of(refusal) : Optional.empty();
  }

  private synchronized CompletionStage<ProxyIdentity> sessionIdentity() {
    CompletableFuture<ProxyIdentity> opened = session;
    return opened == null
        ? CompletableFuture.failedStage(new IllegalStateException("connection: no session"))
        : opened.minimalCompletionStage();
  }
}
