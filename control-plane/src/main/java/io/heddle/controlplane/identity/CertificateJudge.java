package io.heddle.controlplane.identity;

import io.heddle.certs.CommonName;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.SvidRejectedException;
import io.heddle.certs.TrustBundle;
import io.heddle.certs.TrustBundle.Vouched;
import io.heddle.controlplane.identity.Connection.ClientCertificate;
import io.heddle.controlplane.xds.ProxyIdentity;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Says who a client certificate is, and what it may still do when it has expired. */
final class CertificateJudge {
  private static final Pattern WORKLOAD =
      Pattern.compile("/ns/(?<namespace>[^/]+)/sa/(?<account>[^/]+)");

  private final AuthoritiesInForce authorities;
  private final Registrations registrations;
  private final IdentityConfig config;
  private final InstantSource clock;

  CertificateJudge(
      AuthoritiesInForce authorities,
      Registrations registrations,
      IdentityConfig config,
      InstantSource clock) {
    this.authorities = authorities;
    this.registrations = registrations;
    this.config = config;
    this.clock = clock;
  }

  ClientCertificate judge(@Nullable SSLSession tls) {
    if (tls == null) {
      return new ClientCertificate.Absent();
    }
    try {
      List<X509Certificate> chain = chain(tls.getPeerCertificates());
      return accepted(chain);
    } catch (SSLPeerUnverifiedException _) {
      return new ClientCertificate.Absent();
    } catch (RefusedException refusal) {
      return new ClientCertificate.Refused(refusal);
    }
  }

  private ClientCertificate accepted(List<X509Certificate> chain) throws RefusedException {
    X509Certificate leaf = chain.getFirst();
    Instant now = clock.instant();
    Instant notAfter = leaf.getNotAfter().toInstant();
    boolean expired = now.isAfter(notAfter);
    // Within the grace the chain is judged as of the last moment at which it was good.
    boolean renewable = expired && !now.isAfter(notAfter.plus(config.expiredGrace()));
    Vouched vouched = verify(chain, renewable ? notAfter : now);
    SpiffeId id = vouched.id();
    String uid =
        CommonName.of(leaf)
            .filter(ClaimsReader::isUid)
            .orElseThrow(() ->
                new RefusedException(
                    RefusalReason.CERTIFICATE_INVALID,
                    "certificate of " + id + ": no instance uid (expected: as common name)"));
    checkRegistration(uid, id, expired);
    return new ClientCertificate.Accepted(
        new ProxyIdentity(
            uid, id, namespace(id), expired ? Access.SECRETS_ONLY : Access.EVERYTHING),
        vouched.root());
  }

  private Vouched verify(List<X509Certificate> chain, Instant at) throws RefusedException {
    try {
      return authorities.now().bundle().vouch(chain, at);
    } catch (SvidRejectedException e) {
      requireNotDropped(chain, at);
      RefusalReason reason =
          switch (e.reason()) {
            case UNTRUSTED, OTHER_TRUST_DOMAIN, NOT_PINNED, OTHER_PEER ->
                RefusalReason.CERTIFICATE_FOREIGN;
            case EXPIRED -> RefusalReason.CERTIFICATE_EXPIRED;
            case CHAIN_LENGTH,
                NO_URI_NAME,
                SEVERAL_URI_NAMES,
                BAD_SPIFFE_ID,
                NO_PATH,
                WEAK_SIGNATURE,
                IS_AUTHORITY,
                KEY_USAGE,
                EXTENDED_KEY_USAGE,
                NOT_YET_VALID,
                BAD_INTERMEDIATE ->
                RefusalReason.CERTIFICATE_INVALID;
          };
      throw new RefusedException(reason, String.valueOf(e.getMessage()));
    }
  }

  private void requireNotDropped(List<X509Certificate> chain, Instant at) throws RefusedException {
    Optional<TrustBundle> dropped = authorities.now().dropped();
    if (dropped.isEmpty()) {
      return;
    }
    Instant end = chain.getFirst().getNotAfter().toInstant();
    try {
      Vouched former = dropped.get().vouch(chain, at.isAfter(end) ? end : at);
      throw new RefusedException(
          RefusalReason.CERTIFICATE_OF_DROPPED_ROOT,
          "certificate of "
              + former.id()
              + ": of the root "
              + former.root()
              + ", which was replaced (expected: to join with a new token)");
    } catch (SvidRejectedException _) {
      // Of no root that was ever here: refused as what it is.
    }
  }

  private void checkRegistration(String uid, SpiffeId id, boolean expired) throws RefusedException {
    Optional<Enrolled> enrolled = registrations.find(uid);
    if (enrolled.isPresent() && !enrolled.get().registration().id().equals(id)) {
      throw new RefusedException(
          RefusalReason.CERTIFICATE_OF_OTHER_SERVICE,
          "certificate of "
              + id
              + ": instance "
              + uid
              + " is registered as "
              + enrolled.get().registration().id()
              + " (expected: a certificate of that)");
    }
    if (enrolled.isEmpty() && expired) {
      throw new RefusedException(
          RefusalReason.CERTIFICATE_NOT_REGISTERED,
          "certificate of "
              + id
              + ": expired, and instance "
              + uid
              + " is not registered here (expected: to join with a new token)");
    }
  }

  private static String namespace(SpiffeId id) throws RefusedException {
    Matcher matcher = WORKLOAD.matcher(id.path());
    if (!matcher.matches()) {
      throw new RefusedException(
          RefusalReason.CERTIFICATE_INVALID,
          "certificate of " + id + ": no workload (expected: /ns/<namespace>/sa/<service>)");
    }
    return matcher.group("namespace");
  }

  private static List<X509Certificate> chain(Certificate[] certificates) {
    return Arrays.stream(certificates).map(X509Certificate.class::cast).toList();
  }
}
