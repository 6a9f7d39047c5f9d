package io.heddle.proxy.xds;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Keeps a link to the control plane: opens one, and another after a wait when it is lost. */
final class LinkKeeper {
  private final ControlPlaneConfig config;
  private final ClientEnvironment environment;
  private final IdentityKeeper identity;
  private final Hello hello;
  private final Listener listener;
  private final CredentialChoice choice;
  private final Backoff backoff;
  private Optional<ControlPlaneLink> link = Optional.empty();
  private @Nullable Future<?> next;
  private boolean closed;

  LinkKeeper(
      ControlPlaneConfig config,
      ClientEnvironment environment,
      IdentityKeeper identity,
      Hello hello,
      Listener listener) {
    this.config = config;
    this.environment = environment;
    this.identity = identity;
    this.hello = hello;
    this.listener = listener;
    this.choice = new CredentialChoice(config.token());
    this.backoff =
        new Backoff(
            config.timing().reconnectMin(), config.timing().reconnectMax(), environment.random());
  }

  /** Told of links. */
  interface Listener {
    void onUp(ControlPlaneLink link, Welcome welcome);

    void onMessage(FromControlPlane message);

    void onDown(String cause);

    void onCredentialFailure(CredentialFailure failure, String message);
  }

  /** Whether there is anything to show to a control plane. */
  boolean hasCredential() {
    return choose().isPresent();
  }

  void connect() {
    Optional<Credential> credential = choose();
    if (closed || credential.isEmpty()) {
      return;
    }
    EventLoop loop = environment.transport().loop();
    var opening =
        new ControlPlaneLink.Opening(
            new GrpcConnection.Target(
                config.address(), environment.transport(), KeepAlive.Times.OFTEN),
            credential.get(),
            hello,
            config.timing().welcome());
    try {
      link =
          Optional.of(
              ControlPlaneLink.open(
                  opening,
                  ControlPlaneTls.of(credential.get(), environment.clock()),
                  new LinkEvents(credential.get())));
    } catch (SSLException e) {
      loop.execute(
          () -> lost(credential.get(), new LinkLoss(LinkLoss.Kind.CREDENTIAL, e.toString())));
    }
  }

  /** The link that is welcome or on its way to be. */
  Optional<ControlPlaneLink> link() {
    return link;
  }

  /** Opens a new link at once, because the credential has changed. */
  void reconnect(String cause) {
    link.ifPresent(ControlPlaneLink::close);
    link = Optional.empty();
    listener.onDown(cause);
    connect();
  }

  void close() {
    closed = true;
    if (next != null) {
      next.cancel(false);
    }
    link.ifPresent(ControlPlaneLink::close);
    link = Optional.empty();
  }

  private Optional<Credential> choose() {
    return choice.choose(identity.svid(), identity.bundle(), environment.clock().instant());
  }

  private void lost(Credential credential, LinkLoss loss) {
    link = Optional.empty();
    listener.onDown(loss.cause());
    Duration wait =
        switch (loss.kind()) {
          case UNAVAILABLE -> backoff.next();
          case CREDENTIAL -> refused(credential, CredentialFailure.REFUSED, loss.cause());
          case SERVER -> refused(credential, CredentialFailure.SERVER_UNTRUSTED, loss.cause());
        };
    next =
        environment
            .transport()
            .loop()
            .schedule(this::connect, wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  private Duration refused(Credential credential, CredentialFailure failure, String cause) {
    listener.onCredentialFailure(failure, cause);
    Duration wait = choice.hasAlternativeTo(credential) ? backoff.next() : backoff.nextSlow();
    choice.refused(credential);
    return wait;
  }

  /** Not at once: a link that breaks right after its Welcome must not be reopened ever faster. */
  private void resetBackoffLater(ControlPlaneLink welcomed) {
    var _ =
        environment
            .transport()
            .loop()
            .schedule(
                () -> {
                  if (link.filter(it -> it == welcomed).isPresent()) {
                    backoff.reset();
                  }
                },
                config.timing().reconnectMax().toNanos(),
                TimeUnit.NANOSECONDS);
  }

  private final class LinkEvents implements ControlPlaneLink.Listener {
    private final Credential credential;

    LinkEvents(Credential credential) {
      this.credential = credential;
    }

    @Override
    public void onWelcome(ControlPlaneLink newLink, Welcome welcome) {
      choice.accepted();
      resetBackoffLater(newLink);
      listener.onUp(newLink, welcome);
    }

    @Override
    public void onMessage(FromControlPlane message) {
      listener.onMessage(message);
    }

    @Override
    public void onLost(LinkLoss loss) {
      lost(credential, loss);
    }
  }
}
