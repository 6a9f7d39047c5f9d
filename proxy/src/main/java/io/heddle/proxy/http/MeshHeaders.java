package io.heddle.proxy.http;

/** The private fields between two sidecars. */
public final class MeshHeaders {
  /** On a 503: no byte of the request reached an application. */
  public static final String UNPROCESSED = "x-heddle-unprocessed";

  /** On every response: how busy the instance is, see {@link LoadStamp}. */
  public static final String LOAD = "x-heddle-load";

  private MeshHeaders() {}
}
