package io.heddle.examples.shop;

import java.io.IOException;

/** Answers the health check, and lets all else through unless the version is the broken one. */
final class Health implements Handler {
  private final String version;
  private final Handler next;

  Health(String version, Handler next) {
    this.version = version;
    this.next = next;
  }

  @Override
  public Reply handle(HttpMessage request) throws IOException, InterruptedException {
    if (!request.target().equals("/healthz")) {
      return next.handle(request);
    }
    return version.equals(ShopOptions.BROKEN) ? Reply.of(500, "broken\n") : Reply.of(200, "ok\n");
  }
}
