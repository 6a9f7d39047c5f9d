package io.heddle.proxy.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.P256;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.DownstreamConnection.Kind;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.HttpService;
import io.heddle.proxy.http.RequestHandler;
import io.heddle.proxy.http.ServerStream;
import io.heddle.proxy.http.TestHead;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case of h2spec over TLS 1.2 without a client's certificate, the only TLS that it speaks.
 */
final class H2SpecOverTlsTest {
  private static final byte[] BODY = "hello hello hello".getBytes(US_ASCII);

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  /** Answers when a request has come to its end. */
  private static final class Greeting implements HttpService {
    @Override
    public RequestHandler onRequest(ServerStream stream) {
      return new RequestHandler() {
        @Override
        public void onRequestData(ByteBuf part) {
          part.release();
        }

        @Override
        public void onRequestEnd(HeadView trailers) {
          stream.respond(TestHead.response(200, BODY.length), new HeadEdits());
          stream.write(Unpooled.wrappedBuffer(BODY));
          stream.finish(HeadView.EMPTY);
        }

        @Override
        public void onWritable() {}

        @Override
        public void onRequestCut(Failure failure, String detail) {}
      };
    }

    @Override
    public boolean isFull() {
      return false;
    }

    @Override
    public void onInvalidRequest(DownstreamConnection facts, Failure failure, String detail) {}
  }

  private static SslContext tls() throws Exception {
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    KeyPair key = P256.generate(random);
    X509Certificate[] chain =
        CertificateAuthority.create("cluster.local", Duration.ofDays(1), clock, random)
            .sign(
                SigningRequest.create(key),
                SpiffeId.of("cluster.local", "shop", "web"),
                "web-1",
                Duration.ofHours(1),
                clock)
            .toArray(X509Certificate[]::new);
    return SslContextBuilder.forServer(key.getPrivate(), chain)
        .protocols("TLSv1.2")
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                "h2"))
        .build();
  }

  private InetSocketAddress listen() throws Exception {
    SslContext tls = tls();
    Channel listener =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                    serve(channel);
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    return (InetSocketAddress) listener.localAddress();
  }

  private static void serve(Channel channel) {
    var facts =
        new DownstreamConnection(
            Direction.INBOUND, Kind.PLAINTEXT, "", "catalog:80", channel.remoteAddress(), 80);
    Deadlines deadlines = new Deadlines(channel.eventLoop(), System::nanoTime);
    var _ = Http2Server.attach(channel, facts, new Greeting(), Http2Pair.LIMITS, deadlines);
  }

  @AfterEach
  void stop() {
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void passes(@TempDir Path directory) throws Exception {
    assertThat(H2Spec.unpack(directory).run(listen(), "-t", "-k"))
        .isEqualTo("146 tests, 146 passed, 0 skipped, 0 failed");
  }
}
