package io.heddle.controlplane.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What becomes of the requests that fit a rule. */
public sealed interface RuleAction {
  List<Backend> backends();

  List<Mirror> mirrors();

  /** They are shared out over {@code backends}. */
  record Forward(
      List<Backend> backends,
      Optional<PathRewrite> path,
      List<Mirror> mirrors,
      RouteTimeouts timeouts,
      RouteRetry retry)
      implements RuleAction {
    /** To nobody. */
    public static final Forward NOWHERE =
        new Forward(List.of(), Optional.empty(), List.of(), RouteTimeouts.NONE, RouteRetry.NONE);

    public Forward {
      backends = List.copyOf(backends);
      mirrors = List.copyOf(mirrors);
    }
  }

  /**
   * The client is told to ask elsewhere; what is empty stays as it asked.
   *
   * @param port empty: that of the scheme, or without one, the port that the client called
   */
  record Redirect(
      Optional<Scheme> scheme,
      Optional<String> host,
      OptionalInt port,
      Optional<PathRewrite> path,
      int status)
      implements RuleAction {
    public static final int FOUND = 302;

    /** Those that a redirect may have. */
    public static final Set<Integer> STATUSES = Set.of(301, FOUND, 303, 307, 308);

    public Redirect {
      if (!STATUSES.contains(status)) {
        throw new IllegalArgumentException(
            "status: " + status + " (expected: 301, 302, 303, 307 or 308)");
      }
    }

    @Override
    public List<Backend> backends() {
      return List.of();
    }

    @Override
    public List<Mirror> mirrors() {
      return List.of();
    }
  }

  /** What a client is told to speak. */
  enum Scheme {
    HTTP("http", 80),
    HTTPS("https", 443);

    private final String display;
    private final int port;

    Scheme(String display, int port) {
      this.display = display;
      this.port = port;
    }

    /** As URLs have it. */
    public String display() {
      return display;
    }

    /** The port that is meant when a URL has none. */
    public int port() {
      return port;
    }
  }
}
