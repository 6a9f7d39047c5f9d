package io.heddle.controlplane.identity;

import io.grpc.BindableService;
import io.heddle.certs.AuthorityFiles;
import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.TrustBundle;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Everything about who is who, wired: what a gRPC server and the rest of the control plane need of
 * it.
 */
public final class Identities {
  private final CertificateAuthority authority;
  private final Registrations registrations;
  private final WorkloadSecrets secrets;
  private final ConnectionCredentials credentials;
  private final ServerKeyManager serverKeys;
  private final WorkloadService service;
  private final SslContext tls;

  /** Reads the state directory, or makes it with a new authority. */
  public Identities(
      IdentityConfig config,
      StateDirectory state,
      IdentityEnvironment environment,
      WorkloadListener listener,
      IdentityObserver observer)
      throws IOException {
    var clock = environment.clock();
    var random = environment.random();
    authority =
        new AuthorityFiles(state.authority(), config.trustDomain(), clock, random).loadOrCreate();
    state.create();
    registrations =
        new Registrations(state.registrations(), config.expiredGrace(), clock, observer);
    registrations.load();
    TokenStore tokens = new TokenStore(state.tokens(), authority.pin(), clock, random);
    secrets = new WorkloadSecrets(authority.bundle(), clock);
    credentials =
        new ConnectionCredentials(
            new CertificateJudge(authority.bundle(), registrations, config, clock), observer);
    serverKeys = new ServerKeyManager(config, authority, clock, random, observer);
    tls = ServerTls.context(serverKeys);
    service =
        new WorkloadService(
            new SessionEnvironment(
                config,
                new Issuer(config, authority, tokens, registrations, clock),
                registrations,
                secrets,
                new CsrLimits(config, environment.nanoTime()),
                new Sessions(listener, observer, config.maxSessions()),
                observer,
                environment.mesh(),
                environment.timer(),
                new BlockingWork(environment.issuing(), environment.mesh(), observer)));
  }

  /** The session service. */
  public BindableService service() {
    return service;
  }

  /** The transport filter and interceptor of the server that has {@link #service}. */
  public ConnectionCredentials credentials() {
    return credentials;
  }

  /** Of that server; its certificate renews itself. */
  public SslContext tls() {
    return tls;
  }

  public WorkloadSecrets secrets() {
    return secrets;
  }

  /** Who was admitted, in this process or an earlier one. */
  public List<Enrolled> registered() {
    return registrations.all();
  }

  public TrustBundle bundle() {
    return authority.bundle();
  }

  /** When the authority ends; for a metric. */
  public Instant authorityNotAfter() {
    return authority.notAfter();
  }

  /** When the control plane's own certificate ends; for a metric. */
  public Instant serverNotAfter() {
    return serverKeys.notAfter();
  }
}
