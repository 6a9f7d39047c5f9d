package io.heddle.proxy.http;

/** How a head announces its body, beside a number of bytes. */
public final class BodyLength {
  /** The head says nothing of a body and there is none. */
  public static final long NONE = -2;

  /** There is a body; its end is told by its framing. */
  public static final long UNKNOWN = -1;

  private BodyLength() {}
}
