package io.heddle.proxy.cluster;

import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.Transport;
import io.heddle.proxy.http.ClientConnection;
import io.heddle.proxy.http.ClientProtocol;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Endpoints whose handshakes and answers come when a test says so. */
final class FakeUpstreams implements Connector, ClientProtocol {
  private final EventLoop loop;
  private final List<Connect> connects = new ArrayList<>();
  private final Map<Channel, FakeConnection> connections = new HashMap<>();
  private int open;
  private int mostOpen;

  FakeUpstreams(EventLoop loop) {
    this.loop = loop;
  }

  /** One connection that was asked for. */
  final class Connect {
    private final Endpoint endpoint;
    private final ConnectAttempt attempt;
    private final EmbeddedChannel channel = new EmbeddedChannel();

    private Connect(Endpoint endpoint, ConnectListener listener) {
      this.endpoint = endpoint;
      this.attempt = new ConnectAttempt(listener, loop);
      attempt.startedOn(channel);
      mostOpen = Math.max(mostOpen, ++open);
      channel.closeFuture().addListener(closed -> end());
    }

    private void end() {
      if (connects.remove(this)) {
        open--;
      }
    }

    String uid() {
      return endpoint.uid();
    }

    /** The channel is there, whatever is done with it. */
    void connect() {
      connect(OneLoop.PEER);
    }

    private void connect(String peer) {
      end();
      attempt.succeed(channel, new Peer(peer, "heddle-http/1.1"));
    }

    FakeConnection succeed() {
      return succeed(OneLoop.PEER);
    }

    FakeConnection succeed(String peer) {
      connect(peer);
      FakeConnection connection = connections.get(channel);
      if (connection == null) {
        throw new AssertionError("connection: closed at once (expected: kept)");
      }
      return connection;
    }

    void fail(String cause) {
      attempt.fail(cause);
    }
  }

  @Override
  public ConnectAttempt connect(
      Endpoint endpoint, Transport transport, Duration timeout, ConnectListener listener) {
    Connect connect = new Connect(endpoint, listener);
    connects.add(connect);
    return connect.attempt;
  }

  @Override
  public int exchangesAtOnce() {
    return 1;
  }

  @Override
  public ClientConnection attach(Channel channel, ClientConnection.Owner owner) {
    FakeConnection connection = new FakeConnection(channel, owner);
    connections.put(channel, connection);
    return connection;
  }

  /** Those under way, oldest first. */
  List<Connect> connects() {
    return List.copyOf(connects);
  }

  Connect onlyConnect() {
    if (connects.size() != 1) {
      throw new AssertionError("connects: " + connects.size() + " (expected: 1)");
    }
    return connects.getFirst();
  }

  /** The most that were ever under way at a time. */
  int mostAtOnce() {
    return mostOpen;
  }

  int connectionCount() {
    return connections.size();
  }

  List<FakeConnection> busy() {
    return connections.values().stream().filter(FakeConnection::isBusy).toList();
  }
}
