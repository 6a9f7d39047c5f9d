package io.heddle.controlplane.model;

/** What becomes of a request's path; its query stays. */
public sealed interface PathRewrite {
  /** Another one, whatever it was. */
  record WholePath(String path) implements PathRewrite {}

  /**
   * Another beginning, segment by segment.
   *
   * @param from what the match demands the path to begin with
   * @param to {@code /} when the beginning is only taken away; no other ends with a slash
   */
  record Prefix(PathMatch.Prefix from, String to) implements PathRewrite {
    public Prefix {
      while (to.endsWith("/")) {
        to = to.substring(0, to.length() - 1);
      }
      if (to.isEmpty()) {
        to = "/";
      }
    }

    public boolean isRemoval() {
      return to.equals("/");
    }
  }
}
