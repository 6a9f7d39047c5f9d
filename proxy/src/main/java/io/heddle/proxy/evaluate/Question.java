package io.heddle.proxy.evaluate;

import io.heddle.proxy.config.HeaderEdits.Header;
import java.util.List;

/**
 * A request, and where it comes to a sidecar.
 *
 * @param listener name of the listener resource
 * @param port that the connection came to; 0: any
 * @param applicationProtocol ALPN of the connection; empty: none
 * @param authority the field {@code Host}
 * @param target path and query, or a whole URI
 * @param scheme of the connection: http or https
 */
record Question(
    String listener,
    int port,
    String applicationProtocol,
    String method,
    String authority,
    String target,
    String scheme,
    List<Header> headers) {
  Question {
    headers = List.copyOf(headers);
  }
}
