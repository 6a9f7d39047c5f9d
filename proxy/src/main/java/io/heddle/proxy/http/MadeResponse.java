package io.heddle.proxy.http;

import io.heddle.proxy.config.HeaderEdits.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A response that the mesh itself makes. */
public record MadeResponse(int status, List<Header> fields, String body) implements ResponseHead {
  public static final String PROXY_STATUS = "proxy-status";
  private static final String OUR_NAME = "heddle";

  /** Whether a response with this Proxy-Status says that a sidecar made it. */
  public static boolean isOurs(@Nullable String proxyStatus) {
    return proxyStatus != null && proxyStatus.toLowerCase(Locale.ROOT).contains(OUR_NAME);
  }

  /** Whether it says that a sidecar made it because its application's connection ended. */
  public static boolean saysCut(@Nullable String proxyStatus) {
    return proxyStatus != null && proxyStatus.startsWith(Failure.UPSTREAM_CUT.proxyStatusStart());
  }

  /** Whether it says that something took too long. */
  static boolean saysTimeout(@Nullable String proxyStatus) {
    return proxyStatus != null
        && proxyStatus.startsWith(Failure.RESPONSE_TIMEOUT.proxyStatusStart());
  }

  /** What a sidecar said that made the response which this is the head of. */
  static MadeResponse ofPeer(ResponseHead head) {
    String proxyStatus = head.header(PROXY_STATUS);
    return new MadeResponse(
        head.status(),
        proxyStatus == null ? List.of() : List.of(new Header(PROXY_STATUS, proxyStatus)),
        "");
  }

  /** Only the fields count. */
  static HeadView trailers(List<Header> fields) {
    return new MadeResponse(200, fields, "");
  }

  /** The response for a failure; {@code detail} says more, without secrets. */
  public static MadeResponse of(Failure failure, int status, String detail) {
    return new MadeResponse(
        status,
        List.of(
            new Header("content-type", "text/plain; charset=utf-8"),
            new Header(PROXY_STATUS, failure.proxyStatus(detail))),
        failure.flag() + ": " + detail + "\n");
  }

  /** The response of a route that answers by itself. */
  static MadeResponse direct(int status, List<Header> fields) {
    return new MadeResponse(status, fields, "");
  }

  public byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public long bodyLength() {
    return bytes().length;
  }

  @Override
  public @Nullable String header(String name) {
    for (Header header : fields) {
      if (header.name().equals(name)) {
        return header.value();
      }
    }
    return null;
  }

  @Override
  public void forEachField(FieldVisitor visitor) {
    for (Header header : fields) {
      visitor.field(header.name(), header.value());
    }
  }
}
