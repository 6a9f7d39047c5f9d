package io.heddle.proxy.http2;

import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.HttpService;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Settings;

/** Netty's codec of frames with our limits, and a connection behind it. */
final class Http2ServerBuilder
    extends AbstractHttp2ConnectionHandlerBuilder<Http2ServerConnection, Http2ServerBuilder> {
  private static final int RESETS = 200;
  private static final int RESET_SECONDS = 30;
  private static final int SMALL_CONTINUATIONS = 16;
  private static final int EMPTY_DATA = 1;
  private static final int CONTROL_FRAMES = 1_000;

  private final Channel channel;
  private final DownstreamConnection facts;
  private final HttpService service;
  private final Http2Limits limits;
  private final Deadlines deadlines;
  private final FrameRules rules;

  Http2ServerBuilder(
      Channel channel,
      DownstreamConnection facts,
      HttpService service,
      Http2Limits limits,
      Deadlines deadlines,
      FrameRules rules) {
    this.channel = channel;
    this.facts = facts;
    this.service = service;
    this.limits = limits;
    this.deadlines = deadlines;
    this.rules = rules;
  }

  Channel channel() {
    return channel;
  }

  DownstreamConnection facts() {
    return facts;
  }

  HttpService service() {
    return service;
  }

  Http2Limits limits() {
    return limits;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  FrameRules rules() {
    return rules;
  }

  Http2ServerConnection made() {
    server(true);
    initialSettings(
        Http2Settings.defaultSettings()
            .maxConcurrentStreams(limits.streams())
            .initialWindowSize(limits.streamWindow())
            .maxHeaderListSize(limits.maxHeadBytes()));
    validateHeaders(true);
    // Who closes has waited for streams where they matter.
    gracefulShutdownTimeoutMillis(0);
    decoderEnforceMaxRstFramesPerWindow(RESETS, RESET_SECONDS);
    encoderEnforceMaxRstFramesPerWindow(RESETS, RESET_SECONDS);
    decoderEnforceMaxSmallContinuationFrames(SMALL_CONTINUATIONS);
    decoderEnforceMaxConsecutiveEmptyDataFrames(EMPTY_DATA);
    encoderEnforceMaxQueuedControlFrames(CONTROL_FRAMES);
    frameListener(new RequestFrames());
    return build();
  }

  @Override
  protected Http2ServerConnection build(
      Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
    Http2ServerConnection connection = new Http2ServerConnection(this, decoder, encoder, settings);
    RequestFrames frames = (RequestFrames) frameListener();
    frames.belongTo(connection);
    decoder.connection().addListener(frames);
    encoder.flowController().listener(frames);
    return connection;
  }
}
