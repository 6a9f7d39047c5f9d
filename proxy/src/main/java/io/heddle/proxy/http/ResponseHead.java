package io.heddle.proxy.http;

/** A response's head, already found to be valid. */
public interface ResponseHead extends HeadView {
  int status();

  /** Bytes announced, or one of {@link BodyLength}; says nothing of responses that have no body. */
  long bodyLength();

  /** Does the connection go on with another protocol (RFC 9110 section 15.2.2)? */
  default boolean switchesProtocols() {
    return status() == 101;
  }

  /** Is it one before the final one? */
  default boolean isInformational() {
    return status() < 200;
  }
}
