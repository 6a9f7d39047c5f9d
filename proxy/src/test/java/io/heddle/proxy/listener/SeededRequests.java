package io.heddle.proxy.listener;

import io.heddle.proxy.config.HeaderEdits.Header;
import io.heddle.proxy.telemetry.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Requests of which most fit a rule, and some are none that HTTP allows. */
final class SeededRequests {
  private static final int ODD_ONE_IN = 12;
  private static final int PREFLIGHT_ONE_IN = 40;
  private static final List<String> METHODS =
      List.of("GET", "GET", "GET", "POST", "PUT", "OPTIONS", "DELETE", "get");
  private static final List<String> ODD_METHODS = List.of("CONNECT", "G(T", "G T");
  private static final List<String> PATHS =
      List.of(
          "/",
          "/items",
          "/items/",
          "/items/1",
          "/itemsx",
          "//items",
          "/items%2F1",
          "/ITEMS",
          "/old",
          "/old/a",
          "/older",
          "/secure",
          "/secure/a/b",
          "/re/12/x",
          "/re/12",
          "/re/x/12",
          "/re/1/2/re/3/",
          "/cors",
          "/cors/a",
          "/gone",
          "/gone/",
          "/a/../items",
          "/items/./1");
  private static final List<String> ODD_PATHS =
      List.of(
          "*",
          "/../items",
          "/a/%2e%2e/%2e%2e/b",
          "/a b",
          "/é",
          "/items#part",
          "items",
          "http://catalog/items?x=1",
          "https://other",
          "http://catalog:80?x=1",
          "ftp://catalog/",
          "http:///items");
  private static final List<String> QUERIES =
      List.of(
          "", "", "?x=1", "?x=2", "?x", "?x=", "?y=2&x=1", "?x=2&x=1", "?x=%31", "?", "?a=/../");
  private static final List<String> HOSTS =
      List.of(
          "catalog", "catalog", "catalog", "Catalog", "catalog:80", "catalog:81", "[::1]", "other");
  private static final List<String> ODD_HOSTS =
      List.of("", "user@catalog", "cat alog", "catalog:", "catalog:99999", "[::1", "[::1]:80");
  private static final List<Header> HEADERS =
      List.of(
          new Header("x-a", "b"),
          new Header("X-A", "b"),
          new Header("x-a", "c"),
          new Header("x-n", "123"),
          new Header("x-n", "12e"),
          new Header("origin", "https://good.example"),
          new Header("origin", "https://good.example"),
          new Header("origin", "https://bad.example"),
          new Header("access-control-request-method", "PUT"),
          new Header("access-control-request-method", "PUT"),
          new Header("access-control-request-headers", "x-a"),
          new Header("x-forwarded-proto", "https"),
          new Header("connection", "x-a, x-set"),
          new Header("te", "trailers"),
          new Header("x-heddle-load", "1"),
          new Header("x-drop", "1"),
          new Header("X-Drop", "2"),
          new Header("x-set", "mine"),
          new Header("x-value", "  padded\t"),
          new Header("x-value", "é"),
          new Header("x-value", ""));
  private static final List<Header> ODD_HEADERS =
      List.of(
          new Header("bad name", "v"),
          new Header("", "v"),
          new Header("host", "second"),
          new Header("expect", "200-ok"),
          new Header("content-length", "x"),
          new Header("transfer-encoding", "gzip"),
          new Header("x-control", "a\u0001b"));

  private final SplittableRandom random;

  SeededRequests(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A request, as one is given to a program and as one is sent. */
  record Request(String method, String authority, String target, List<Header> headers) {
    String onTheWire() {
      StringBuilder head = new StringBuilder();
      head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
      head.append("Host: ").append(authority).append("\r\n");
      for (Header header : headers) {
        head.append(header.name()).append(':').append(header.value()).append("\r\n");
      }
      return head.append("\r\n").toString();
    }

    void write(JsonText json) {
      json.open('{')
          .member("listener", Snapshots.CATALOG)
          .member("method", method)
          .member("authority", authority)
          .member("path", target)
          .member("scheme", "http")
          .name("headers")
          .open('[');
      for (Header header : headers) {
        json.open('{').member("name", header.name()).member("value", header.value()).close('}');
      }
      json.close(']').close('}');
    }
  }

  Request next() {
    return random.nextInt(PREFLIGHT_ONE_IN) == 0 ? preflight() : any();
  }

  private Request preflight() {
    String origin = random.nextBoolean() ? "https://good.example" : "https://bad.example";
    List<Header> headers =
        List.of(
            new Header("origin", origin),
            new Header("access-control-request-method", "PUT"),
            new Header("access-control-request-headers", "x-asked"));
    return new Request("OPTIONS", "catalog", "/cors", headers);
  }

  private Request any() {
    String method = one(METHODS, ODD_METHODS);
    String target = one(PATHS, ODD_PATHS);
    String query = target.startsWith("/") ? QUERIES.get(random.nextInt(QUERIES.size())) : "";
    String authority = one(HOSTS, ODD_HOSTS);
    List<Header> headers = new ArrayList<>();
    for (int left = random.nextInt(5); left > 0; left--) {
      headers.add(HEADERS.get(random.nextInt(HEADERS.size())));
    }
    if (random.nextInt(ODD_ONE_IN) == 0) {
      headers.add(ODD_HEADERS.get(random.nextInt(ODD_HEADERS.size())));
    }
    return new Request(method, authority, target + query, headers);
  }

  private String one(List<String> usual, List<String> odd) {
    List<String> from = random.nextInt(ODD_ONE_IN) == 0 ? odd : usual;
    return from.get(random.nextInt(from.size()));
  }
}
