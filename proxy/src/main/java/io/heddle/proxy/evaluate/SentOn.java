package io.heddle.proxy.evaluate;

import io.heddle.proxy.config.HeaderEdits.Header;
import java.util.List;

/** A request's head as it leaves the sidecar, but for what frames its body. */
record SentOn(String method, String authority, String target, List<Header> headers) {
  SentOn {
    headers = List.copyOf(headers);
  }
}
