package io.heddle.controlplane.identity;

import io.heddle.controlplane.identity.Connection.ClientCertificate;
import io.heddle.controlplane.xds.ProxyIdentity;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import java.util.Optional;

/** What a session proves itself by. */
sealed interface SessionCredential {
  /** The certificate of an instance that was admitted before. */
  record Certificate(Registration registration, Access access) implements SessionCredential {}

  /** A join token; proved when a signing request has redeemed it. */
  record Token(JoinToken token) implements SessionCredential {}

  /** The certificate goes first; a token counts where there is no good one. */
  static SessionCredential of(
      Connection connection, Optional<String> authorization, Registrations registrations)
      throws RefusedException {
    if (connection.certificate() instanceof ClientCertificate.Accepted(var identity, var root)) {
      registrations.shown(identity.uid(), root);
      return certificate(identity, registrations);
    }
    if (authorization.isEmpty()) {
      throw connection
          .refusal()
          .orElseGet(() ->
              new RefusedException(
                  RefusalReason.NO_CREDENTIAL,
                  "session: no credential (expected: a client certificate or a join token)"));
    }
    String bearer = "Bearer ";
    if (!authorization.get().regionMatches(true, 0, bearer, 0, bearer.length())) {
      throw new RefusedException(
          RefusalReason.TOKEN_MALFORMED,
          "authorization: another scheme (expected: Bearer <join token>)");
    }
    return new Token(JoinToken.parse(authorization.get().substring(bearer.length()).strip()));
  }

  private static Certificate certificate(ProxyIdentity identity, Registrations registrations)
      throws RefusedException {
    Registration registration =
        registrations
            .find(identity.uid())
            .map(Enrolled::registration)
            .filter(known -> known.id().equals(identity.id()))
            .orElseThrow(() ->
                new RefusedException(
                    RefusalReason.CERTIFICATE_NOT_REGISTERED,
                    "certificate of "
                        + identity.id()
                        + ": instance "
                        + identity.uid()
                        + " is not registered here (expected: to join with a token)"));
    return new Certificate(registration, identity.access());
  }
}
