package io.heddle.examples.shop;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Turns every third request away before it is executed, when the version is the busy one. */
final class Busy implements Handler {
  private static final int ONE_OF = 3;

  private final String version;
  private final Handler next;
  private final AtomicLong requests = new AtomicLong();

  Busy(String version, Handler next) {
    this.version = version;
    this.next = next;
  }

  @Override
  public Reply handle(HttpMessage request) throws IOException, InterruptedException {
    return version.equals(ShopOptions.BUSY) && requests.incrementAndGet() % ONE_OF == 0
        ? Reply.error(503, "busy")
        : next.handle(request);
  }
}
