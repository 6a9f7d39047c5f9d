package io.heddle.proxy.admin;

/** What an operator's request is answered with. */
public record Page(int status, String contentType, String body) {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  public static Page text(String body) {
    return new Page(OK, "text/plain; charset=utf-8", body);
  }

  public static Page json(String body) {
    return new Page(OK, "application/json", body);
  }

  public static Page unavailable(String why) {
    return new Page(UNAVAILABLE, "text/plain; charset=utf-8", why);
  }
}
