package io.heddle.examples.shop;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes its time and asks the catalog, once; what goes wrong there is a 502 here. */
final class Web implements Handler {
  private final Ledger ledger;
  private final WorkTime workTime;
  private final Upstream catalog;

  Web(Ledger ledger, WorkTime workTime, Upstream catalog) {
    this.ledger = ledger;
    this.workTime = workTime;
    this.catalog = catalog;
  }

  @Override
  public Reply handle(HttpMessage request) throws IOException, InterruptedException {
    ledger.executed(request.header("x-load-id").orElse("none"), request.method());
    Thread.sleep(workTime.next());
    HttpMessage answer;
    try {
      answer = catalog.send(request);
    } catch (IOException e) {
      return Reply.error(502, "catalog: " + e.getMessage());
    }
    if (!answer.target().equals("200")) {
      return Reply.error(502, "catalog: " + answer.firstLine());
    }
    Map<String, String> echo = new LinkedHashMap<>();
    for (String name : new String[] {"x-load-id", "x-load-hash", "x-load-version"}) {
      answer.header(name).ifPresent(value -> echo.put(name, value));
    }
    return new Reply(200, echo, "web\n");
  }
}
