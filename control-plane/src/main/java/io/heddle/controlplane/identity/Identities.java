package io.heddle.controlplane.identity;

import io.grpc.BindableService;
import io.heddle.certs.TrustBundle;
import io.heddle.controlplane.rotation.RotationTimes;
import io.heddle.controlplane.xds.SecretHolder;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * Everything about who is who, wired: what a gRPC server and the rest of the control plane need of
 * it.
 */
public final class Identities {
  private final IdentityConfig config;
  private final IdentityEnvironment environment;
  private final AuthoritiesInForce authorities;
  private final RootRotation.Parts rotationParts;
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
    this.config = config;
    this.environment = environment;
    var clock = environment.clock();
    var random = environment.random();
    RotationFiles files = new RotationFiles(state, config.trustDomain(), clock, random);
    authorities = new AuthoritiesInForce(files.load());
    Authorities first = authorities.now();
    state.create();
    registrations =
        new Registrations(state.registrations(), config.expiredGrace(), clock, observer);
    registrations.load(first.present().pin());
    TokenStore tokens =
        new TokenStore(state.tokens(), () -> authorities.now().pins(), clock, random);
    secrets = new WorkloadSecrets(first.bundle(), clock);
    credentials =
        new ConnectionCredentials(
            new CertificateJudge(authorities, registrations, config, clock), observer);
    serverKeys = new ServerKeyManager(config, authorities, clock, random, observer);
    tls = ServerTls.context(serverKeys);
    Sessions sessions = new Sessions(listener, observer, config.maxSessions());
    rotationParts =
        new RootRotation.Parts(
            authorities,
            since(files, clock),
            new RotationPoll(files, authorities, registrations, observer),
            registrations,
            secrets,
            sessions,
            observer);
    service =
        new WorkloadService(
            new SessionEnvironment(
                config,
                new Issuer(config, authorities, tokens, registrations, clock),
                registrations,
                secrets,
                new CsrLimits(config, environment.nanoTime()),
                sessions,
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
    return authorities.now().bundle();
  }

  /**
   * Lets the root be replaced from now on. To be called once.
   *
   * @param holders who has a secret of a name in force; asked on the mesh thread
   */
  public AuthorityReport rotateWith(Function<String, List<SecretHolder>> holders) {
    RootRotation rotation =
        new RootRotation(rotationParts, RotationTimes.of(config.lifetime()), environment, holders);
    environment.mesh().execute(rotation::run);
    return new AuthorityReport(authorities, rotation, registrations, config, environment.clock());
  }

  /** When the authority ends; for a metric. */
  public Instant authorityNotAfter() {
    return authorities.now().signer().notAfter();
  }

  private static Instant since(RotationFiles files, InstantSource clock) throws IOException {
    return files.read().map(kept -> Instant.parse(kept.since())).orElseGet(clock::instant);
  }

  /** When the control plane's own certificate ends; for a metric. */
  public Instant serverNotAfter() {
    return serverKeys.notAfter();
  }
}
