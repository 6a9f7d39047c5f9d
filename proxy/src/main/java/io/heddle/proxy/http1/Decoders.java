package io.heddle.proxy.http1;

import io.heddle.proxy.http.head.HeadLimits;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpDecoderConfig;

/** The strict settings of Netty's decoders, said explicitly. */
final class Decoders {
  private static final int MAX_CHUNK_BYTES = 64 * 1024;

  private Decoders() {}

  static HttpDecoderConfig config(HeadLimits limits) {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(limits.maxFirstLineBytes())
        .setMaxHeaderSize(limits.maxBytes())
        .setMaxChunkSize(MAX_CHUNK_BYTES)
        .setChunkedSupported(true)
        .setAllowPartialChunks(true)
        .setStrictLineParsing(true)
        .setUseRfc9112TransferEncoding(true)
        .setAllowDuplicateContentLengths(false)
        .setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(true))
        .setTrailersFactory(DefaultHttpHeadersFactory.trailersFactory().withValidation(true));
  }
}
