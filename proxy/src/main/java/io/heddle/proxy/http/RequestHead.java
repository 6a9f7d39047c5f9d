package io.heddle.proxy.http;

/** A request's head, already found to be valid. */
public interface RequestHead extends HeadView {
  String method();

  /** Path and query as they came; {@code *} for OPTIONS on the server itself. */
  String target();

  /** Host and perhaps port as they came; empty when the request names none. */
  String authority();

  /** Bytes, or one of {@link BodyLength}. */
  long bodyLength();

  /**
   * The protocol that the client would rather speak on this connection (RFC 9110 section 7.8), as
   * it came; empty: it goes on with HTTP.
   */
  default String upgrade() {
    return "";
  }

  /** The target without its query. */
  default String path() {
    String target = target();
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
