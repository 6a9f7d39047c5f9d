package io.heddle.proxy.http2;

import io.heddle.proxy.http.ClientConnection;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Settings;

/** Netty's codec of frames with our limits, and a connection to an upstream behind it. */
final class Http2ClientBuilder
    extends AbstractHttp2ConnectionHandlerBuilder<Http2ClientConnection, Http2ClientBuilder> {
  private final Channel channel;
  private final ClientConnection.Owner owner;
  private final Http2Limits limits;

  Http2ClientBuilder(Channel channel, ClientConnection.Owner owner, Http2Limits limits) {
    this.channel = channel;
    this.owner = owner;
    this.limits = limits;
  }

  Channel channel() {
    return channel;
  }

  ClientConnection.Owner owner() {
    return owner;
  }

  Http2Limits limits() {
    return limits;
  }

  Http2ClientConnection made() {
    server(false);
    initialSettings(
        Http2Settings.defaultSettings()
            .pushEnabled(false)
            .initialWindowSize(limits.streamWindow())
            .maxHeaderListSize(limits.maxHeadBytes()));
    validateHeaders(true);
    // Who closes has waited for streams where they matter.
    gracefulShutdownTimeoutMillis(0);
    frameListener(new ResponseFrames());
    return build();
  }

  @Override
  protected Http2ClientConnection build(
      Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
    Http2ClientConnection connection = new Http2ClientConnection(this, decoder, encoder, settings);
    ResponseFrames frames = (ResponseFrames) frameListener();
    frames.belongTo(connection);
    decoder.connection().addListener(frames);
    encoder.flowController().listener(frames);
    return connection;
  }
}
