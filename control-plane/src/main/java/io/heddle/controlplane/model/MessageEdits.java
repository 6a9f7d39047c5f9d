package io.heddle.controlplane.model;

import java.util.Optional;

/**
 * What is changed in a request's head on its way, and in the head of its response.
 *
 * @param host instead of the one that the client wrote; empty: that one stays
 */
public record MessageEdits(HeaderEdits request, HeaderEdits response, Optional<String> host) {
  public static final MessageEdits NONE =
      new MessageEdits(HeaderEdits.NONE, HeaderEdits.NONE, Optional.empty());

  /** Both as one, {@code next} after these. */
  public MessageEdits then(MessageEdits next) {
    return new MessageEdits(
        request.then(next.request), response.then(next.response), next.host.or(() -> host));
  }
}
