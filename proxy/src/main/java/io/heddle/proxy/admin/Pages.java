package io.heddle.proxy.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Pages by path; made anew for each request, on the control loop. */
public final class Pages {
  private final Map<String, Supplier<Page>> pages = new LinkedHashMap<>();

  public Pages add(String path, Supplier<Page> page) {
    pages.put(path, page);
    return this;
  }

  Page get(String path) {
    Supplier<Page> page = pages.get(path);
    if (page != null) {
      return page.get();
    }
    return new Page(
        404,
        "text/plain; charset=utf-8",
        path + ": no such page (expected: " + String.join(", ", pages.keySet()) + ")\n");
  }
}
