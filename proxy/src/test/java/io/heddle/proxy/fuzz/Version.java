package io.heddle.proxy.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.http.ClientProtocol;
import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.DownstreamConnection.Kind;
import io.heddle.proxy.http.HttpService;
import io.heddle.proxy.http.head.HeadLimits;
import io.heddle.proxy.http1.Http1Client;
import io.heddle.proxy.http1.Http1Server;
import io.heddle.proxy.http1.ServerSettings;
import io.heddle.proxy.http2.Http2Client;
import io.heddle.proxy.http2.Http2Limits;
import io.heddle.proxy.http2.Http2Server;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A version of HTTP as it comes on a connection. */
enum Version {
  HTTP1 {
    @Override
    void serve(EmbeddedChannel channel, HttpService service, HeadLimits limits) {
      Http1Server.attach(
          channel,
          FACTS,
          service,
          new ServerSettings(limits, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
          deadlines(channel));
    }

    @Override
    ClientProtocol client(HeadLimits limits) {
      return new Http1Client(limits);
    }

    @Override
    void checkNoFault(byte[] sent) {
      // It has no word for it: see that the end of a connection is explained.
    }

    @Override
    void checkEndIsSaid(byte[] sent) {
      assertThat(new String(sent, ISO_8859_1)).contains("connection: close\r\n");
    }
  },
  HTTP2 {
    @Override
    void serve(EmbeddedChannel channel, HttpService service, HeadLimits limits) {
      Http2Server.attach(
          channel,
          FACTS,
          service,
          Http2Limits.ofApplications(
              limits, new Http2Limits.Times(Duration.ZERO, Duration.ZERO, Duration.ZERO)),
          deadlines(channel));
    }

    @Override
    ClientProtocol client(HeadLimits limits) {
      return new Http2Client(Http2Limits.ofUpstreams(limits));
    }

    @Override
    void checkNoFault(byte[] sent) {
      assertThat(Frames.goAwayErrors(sent)).doesNotContain(Frames.INTERNAL_ERROR);
    }

    @Override
    void checkEndIsSaid(byte[] sent) {
      assertThat(Frames.goAwayErrors(sent)).isNotEmpty();
    }
  };

  /** Of what is fuzzed; so small that short inputs reach them. */
  static final HeadLimits SMALL = new HeadLimits(1024, 8, 128);

  /** Of whoever reads what we wrote: it may have grown by what we add. */
  static final HeadLimits WIDE = new HeadLimits(16 * 1024, 100, 4 * 1024);

  private static final DownstreamConnection FACTS =
      new DownstreamConnection(
          Direction.OUTBOUND, Kind.PLAINTEXT, "", "catalog:80", new InetSocketAddress(1), 80);

  /** Makes a channel one of a server's. */
  abstract void serve(EmbeddedChannel channel, HttpService service, HeadLimits limits);

  abstract ClientProtocol client(HeadLimits limits);

  /** A codec that fails by its own fault ends its connection. */
  abstract void checkNoFault(byte[] sent);

  /** A server that ended a connection has said so. */
  abstract void checkEndIsSaid(byte[] sent);

  private static Deadlines deadlines(EmbeddedChannel channel) {
    return new Deadlines(channel.eventLoop(), () -> 1);
  }
}
