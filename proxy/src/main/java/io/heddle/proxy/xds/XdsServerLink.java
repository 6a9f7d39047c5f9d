package io.heddle.proxy.xds;

import io.heddle.certs.SpiffeId;
import io.heddle.proxy.config.WorkloadIdentity;
import io.heddle.proxy.xds.XdsServerConfig.Security;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one ADS stream to an xDS server: opens it, and another after a wait when it has ended.
 * Confined to its event loop.
 */
final class XdsServerLink {
  private final XdsServerConfig config;
  private final ClientEnvironment environment;
  private final Supplier<WorkloadIdentity> identity;
  private final Listener listener;
  private final Backoff backoff;
  private @Nullable Attempt current;
  private @Nullable Future<?> next;
  private boolean closed;

  XdsServerLink(
      XdsServerConfig config,
      ClientEnvironment environment,
      Supplier<WorkloadIdentity> identity,
      Listener listener) {
    this.config = config;
    this.environment = environment;
    this.identity = identity;
    this.listener = listener;
    this.backoff =
        new Backoff(
            config.timing().reconnectMin(), config.timing().reconnectMax(), environment.random());
  }

  /** Told of the stream. */
  interface Listener {
    /** {@code out} takes what is to be sent. */
    void onOpen(Consumer<byte[]> out);

    void onMessage(byte[] message) throws DecodeException;

    void onDown(String cause);

    void onCredentialFailure(CredentialFailure failure, String message);
  }

  void connect() {
    if (closed) {
      return;
    }
    Attempt attempt = new Attempt();
    current = attempt;
    try {
      attempt.start(security());
    } catch (SSLException e) {
      environment
          .transport()
          .loop()
          .execute(() -> attempt.lose(new LinkLoss(LinkLoss.Kind.CREDENTIAL, e.toString())));
    }
  }

  void close() {
    closed = true;
    if (next != null) {
      next.cancel(false);
    }
    if (current != null) {
      current.end();
    }
  }

  private GrpcConnection.Security security() throws SSLException {
    return switch (config.security()) {
      case Security.Plaintext() -> new GrpcConnection.Security.Plaintext();
      case Security.MutualTls(var expected) -> {
        WorkloadIdentity own = identity.get();
        SpiffeId server =
            expected.orElseGet(() -> SpiffeId.ofControlPlane(own.bundle().trustDomain()));
        yield new GrpcConnection.Security.Tls(
            ControlPlaneTls.of(own, server::equals, environment.clock()));
      }
    };
  }

  private void lost(LinkLoss loss) {
    listener.onDown(loss.cause());
    Duration wait =
        switch (loss.kind()) {
          case UNAVAILABLE -> backoff.next();
          case CREDENTIAL -> refused(CredentialFailure.REFUSED, loss.cause());
          case SERVER -> refused(CredentialFailure.SERVER_UNTRUSTED, loss.cause());
        };
    next = after(wait, this::connect);
  }

  private Duration refused(CredentialFailure failure, String cause) {
    listener.onCredentialFailure(failure, cause);
    return backoff.nextSlow();
  }

  private Future<?> after(Duration wait, Runnable task) {
    return environment.transport().loop().schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** One connection with its stream; when one of them ends, both do. */
  private final class Attempt implements GrpcConnection.Listener, GrpcCall.Listener {
    private @Nullable GrpcConnection connection;
    private boolean over;

    void start(GrpcConnection.Security security) {
      var target =
          new GrpcConnection.Target(
              config.address(), environment.transport(), KeepAlive.Times.SELDOM);
      connection = GrpcConnection.open(target, security, this);
    }

    @Override
    public void onReady(GrpcConnection ready) {
      GrpcCall call = ready.call(AdsStream.METHOD, Map.of(), this);
      // Not at once: a stream that ends right after its beginning must not be opened ever faster.
      var _ =
          after(
              config.timing().reconnectMax(),
              () -> {
                if (!over) {
                  backoff.reset();
                }
              });
      listener.onOpen(call::send);
    }

    @Override
    public void onMessage(byte[] message) throws DecodeException {
      if (!over) {
        listener.onMessage(message);
      }
    }

    @Override
    public void onClosed(GrpcStatus status) {
      lose(LinkLoss.of("ADS", status));
    }

    @Override
    public void onClosed(Throwable cause) {
      lose(LinkLoss.of(cause));
    }

    void lose(LinkLoss loss) {
      if (!over) {
        end();
        lost(loss);
      }
    }

    void end() {
      over = true;
      if (connection != null) {
        connection.close();
      }
    }
  }
}
