package io.heddle.proxy.xds;

import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the control plane with its two streams; when one of them ends, all ends.
 * Confined to its event loop.
 */
final class ControlPlaneLink {
  private static final String SESSION = "/heddle.v1.Workload/Session";

  private final Opening opening;
  private final Listener listener;
  private final GrpcConnection connection;
  private final Future<?> welcomeDue;
  private @Nullable GrpcCall session;
  private boolean welcomed;
  private boolean lost;

  private ControlPlaneLink(Opening opening, SslContext tls, Listener listener) {
    this.opening = opening;
    this.listener = listener;
    EventLoop loop = opening.target().transport().loop();
    this.welcomeDue =
        loop.schedule(
            () ->
                lose(
                    new LinkLoss(
                        LinkLoss.Kind.UNAVAILABLE,
                        "no Welcome within " + opening.welcomeWithin().toMillis() + " ms")),
            opening.welcomeWithin().toNanos(),
            TimeUnit.NANOSECONDS);
    this.connection =
        GrpcConnection.open(
            opening.target(), new GrpcConnection.Security.Tls(tls), new ConnectionEvents());
  }

  /** How a link is opened. */
  record Opening(
      GrpcConnection.Target target, Credential credential, Hello hello, Duration welcomeWithin) {
    Map<String, String> metadata() {
      return switch (credential) {
        case Credential.Certificate _ -> Map.of();
        case Credential.Token(var token) -> Map.of("authorization", "Bearer " + token.text());
      };
    }
  }

  /** Told what happens on the link. */
  interface Listener {
    void onWelcome(ControlPlaneLink link, Welcome welcome);

    void onMessage(FromControlPlane message);

    /** Once, last; not after {@link #close}. */
    void onLost(LinkLoss loss);
  }

  /** Takes over the TLS context. */
  static ControlPlaneLink open(Opening opening, SslContext tls, Listener listener) {
    return new ControlPlaneLink(opening, tls, listener);
  }

  Credential credential() {
    return opening.credential();
  }

  /** Sends a {@code FromWorkload}. */
  void say(byte[] message) {
    if (session != null) {
      session.send(message);
    }
  }

  /** Opens the ADS stream. */
  GrpcCall openAds(AdsMessages messages) {
    return connection.call(
        AdsStream.METHOD,
        Map.of(),
        new GrpcCall.Listener() {
          @Override
          public void onMessage(byte[] message) throws DecodeException {
            messages.onMessage(message);
          }

          @Override
          public void onClosed(GrpcStatus status) {
            lose(LinkLoss.of("ADS", status));
          }
        });
  }

  /** Takes what comes on the ADS stream. */
  interface AdsMessages {
    void onMessage(byte[] message) throws DecodeException;
  }

  void close() {
    lost = true;
    welcomeDue.cancel(false);
    connection.close();
  }

  private void lose(LinkLoss loss) {
    if (!lost) {
      close();
      listener.onLost(loss);
    }
  }

  private final class ConnectionEvents implements GrpcConnection.Listener {
    @Override
    public void onReady(GrpcConnection ready) {
      session = ready.call(SESSION, opening.metadata(), new SessionEvents());
      say(SessionCodec.hello(opening.hello()));
    }

    @Override
    public void onClosed(Throwable cause) {
      lose(LinkLoss.of(cause));
    }
  }

  private final class SessionEvents implements GrpcCall.Listener {
    @Override
    public void onMessage(byte[] bytes) throws DecodeException {
      FromControlPlane message = SessionCodec.decode(bytes);
      if (lost) {
        return;
      }
      if (message instanceof FromControlPlane.Welcomed(var welcome) && !welcomed) {
        welcomed = true;
        welcomeDue.cancel(false);
        listener.onWelcome(ControlPlaneLink.this, welcome);
      } else if (welcomed) {
        listener.onMessage(message);
      }
    }

    @Override
    public void onClosed(GrpcStatus status) {
      lose(LinkLoss.of("session", status));
    }
  }
}
