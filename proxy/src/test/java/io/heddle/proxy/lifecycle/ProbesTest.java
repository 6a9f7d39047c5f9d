package io.heddle.proxy.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.xds.NettyTransport;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbesTest {
  private static final Duration TIMEOUT = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final NettyTransport transport = new NettyTransport(group.next(), NioSocketChannel.class);
  private final ServerSocket server;

  ProbesTest() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void aPortThatAcceptsPasses() {
    assertThat(check(tcp())).isInstanceOf(ProbeOutcome.Passed.class);
  }

  @Test
  void aCheckCanBeMadeAgainAndAgain() {
    Probe probe = tcp();

    assertThat(check(probe)).isInstanceOf(ProbeOutcome.Passed.class);
    assertThat(check(probe)).isInstanceOf(ProbeOutcome.Passed.class);
  }

  @Test
  void aPortWhereNobodyListensRefuses() throws IOException {
    Probe probe = tcp();
    server.close();

    assertThat(check(probe)).isInstanceOf(ProbeOutcome.Refused.class);
  }

  @Test
  void ofSeveralPortsTheFirstThatDoesNotPassDecides() throws IOException {
    Probe first = tcp();
    try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Probe second = new TcpProbe(transport, address(other), TIMEOUT);
      assertThat(check(new AllProbes(List.of(first, second))))
          .isInstanceOf(ProbeOutcome.Passed.class);
      server.close();
      assertThat(check(new AllProbes(List.of(second, first))))
          .isInstanceOf(ProbeOutcome.Refused.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 302, 399})
  void a2xxOr3xxPasses(int status) {
    answer("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n");

    assertThat(check(http())).isInstanceOf(ProbeOutcome.Passed.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 500, 503})
  void anyOtherStatusFailsAndIsNamed(int status) {
    answer("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n");

    assertThat(check(http()))
        .isEqualTo(new ProbeOutcome.Failed("GET /ready: " + status + " (expected: 200-399)"));
  }

  @Test
  void whatIsNoHttpFails() {
    answer("SSH-2.0-something\r\n");

    assertThat(check(http())).isEqualTo(new ProbeOutcome.Failed("GET /ready: no HTTP response"));
  }

  @Test
  void aConnectionThatIsClosedUnansweredFails() {
    answer("");

    assertThat(check(http())).isEqualTo(new ProbeOutcome.Failed("GET /ready: closed unanswered"));
  }

  @Test
  void anApplicationThatDoesNotAnswerFailsInTime() {
    assertThat(check(http())).isEqualTo(new ProbeOutcome.Failed("no response within PT0.5S"));
  }

  private Probe tcp() {
    return new TcpProbe(transport, address(server), TIMEOUT);
  }

  private Probe http() {
    return new HttpProbe(transport, address(server), "/ready", TIMEOUT);
  }

  private static InetSocketAddress address(ServerSocket socket) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
  }

  private static ProbeOutcome check(Probe probe) {
    CompletableFuture<ProbeOutcome> outcome = new CompletableFuture<>();
    probe.check(outcome::complete);
    return outcome.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /** Reads a little of the next connection's request, answers and closes. */
  private void answer(String text) {
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = server.accept()) {
            var _ = socket.getInputStream().read(new byte[1024]);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
          } catch (IOException _) {
            // The check has seen enough.
          }
        });
  }
}
