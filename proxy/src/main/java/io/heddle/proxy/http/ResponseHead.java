package io.heddle.proxy.http;

/** A response's head, already found to be valid. */
public interface ResponseHead extends HeadView {
  int status();

  /** Bytes announced, or one of {@link BodyLength}; says nothing of responses that have no body. */
  long bodyLength();

  default boolean isInformational() {
    return status() < 200;
  }
}
