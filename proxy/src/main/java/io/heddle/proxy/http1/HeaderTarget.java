package io.heddle.proxy.http1;

import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.HeaderRules;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;

/** Collects the fields that a head of ours is written with; they were validated where they came. */
final class HeaderTarget implements HeadView.FieldVisitor {
  private final HttpHeaders headers =
      DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();

  HttpHeaders headers() {
    return headers;
  }

  @Override
  public void field(CharSequence name, CharSequence value) {
    headers.add(name, value);
  }

  /** What of the trailers may follow a body. */
  static HttpHeaders trailers(HeadView trailers) {
    HttpHeaders kept =
        DefaultHttpHeadersFactory.trailersFactory().withValidation(false).newHeaders();
    trailers.forEachField((name, value) -> {
      if (HeaderRules.isTrailer(name)) {
        kept.add(name, value);
      }
    });
    return kept;
  }
}
