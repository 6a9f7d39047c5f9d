package io.heddle.examples.shop;

import java.io.IOException;
import java.util.Map;

/** Executes a request: writes it down, takes its time, and echoes id, body hash and version. */
final class Catalog implements Handler {
  private final String version;
  private final Ledger ledger;
  private final WorkTime workTime;

  Catalog(String version, Ledger ledger, WorkTime workTime) {
    this.version = version;
    this.ledger = ledger;
    this.workTime = workTime;
  }

  @Override
  public Reply handle(HttpMessage request) throws IOException, InterruptedException {
    String id = request.header("x-load-id").orElse("none");
    ledger.executed(id, request.method());
    Thread.sleep(workTime.next());
    Map<String, String> echo =
        Map.of("x-load-id", id, "x-load-hash", request.body().hash(), "x-load-version", version);
    return new Reply(200, echo, "sold by catalog " + version + "\n");
  }
}
