package io.heddle.certs;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A SPIFFE id, {@code spiffe://trust-domain/path}.
 *
 * @param path empty for the id of the trust domain itself, else {@code /segment/segment...}
 */
public record SpiffeId(String trustDomain, String path) {
  private static final String SCHEME = "spiffe://";
  private static final int MAX_LENGTH = 2048;
  private static final int MAX_TRUST_DOMAIN_LENGTH = 255;

  public SpiffeId {
    requireTrustDomain(trustDomain);
    requirePath(path);
    int length = SCHEME.length() + trustDomain.length() + path.length();
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "SPIFFE id: " + length + " characters (expected: at most " + MAX_LENGTH + ")");
    }
  }

  /** The id of a workload: {@code /ns/<namespace>/sa/<account>}. */
  public static SpiffeId of(String trustDomain, String namespace, String account) {
    return new SpiffeId(trustDomain, "/ns/" + namespace + "/sa/" + account);
  }

  /** The id of the trust domain itself, which its authority carries. */
  public static SpiffeId ofTrustDomain(String trustDomain) {
    return new SpiffeId(trustDomain, "");
  }

  /** The control plane's id. */
  public static SpiffeId ofControlPlane(String trustDomain) {
    return of(trustDomain, "heddle-system", "control-plane");
  }

  /**
   * The id that a certificate carries: its only URI name, if it has exactly one and that is an id.
   */
  public static Optional<SpiffeId> of(X509Certificate certificate) {
    List<String> names = UriNames.of(certificate);
    if (names.size() != 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(names.getFirst()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Reads an id strictly; nothing is normalised. */
  public static SpiffeId parse(String text) {
    if (!text.startsWith(SCHEME)) {
      throw new IllegalArgumentException(
          "SPIFFE id: " + shortened(text) + " (expected: to begin with " + SCHEME + ")");
    }
    String rest = text.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    return slash < 0
        ? new SpiffeId(rest, "")
        : new SpiffeId(rest.substring(0, slash), rest.substring(slash));
  }

  @Override
  public String toString() {
    return SCHEME + trustDomain + path;
  }

  private static void requireTrustDomain(String trustDomain) {
    if (trustDomain.isEmpty() || trustDomain.length() > MAX_TRUST_DOMAIN_LENGTH) {
      throw new IllegalArgumentException(
          "trust domain: "
              + trustDomain.length()
              + " characters (expected: 1-"
              + MAX_TRUST_DOMAIN_LENGTH
              + ")");
    }
    for (int i = 0; i < trustDomain.length(); i++) {
      char character = trustDomain.charAt(i);
      if (!isCommon(character)) {
        throw new IllegalArgumentException(
            "trust domain: "
                + shortened(trustDomain)
                + " (expected: only a-z, 0-9, '.', '-', '_')");
      }
    }
  }

  private static void requirePath(String path) {
    if (path.isEmpty()) {
      return;
    }
    if (path.charAt(0) != '/') {
      throw new IllegalArgumentException(
          "SPIFFE id path: " + shortened(path) + " (expected: to begin with '/')");
    }
    int start = 1;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      requireSegment(path.substring(start, end), path);
      start = end + 1;
    }
  }

  private static void requireSegment(String segment, String path) {
    if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
      throw new IllegalArgumentException(
          "SPIFFE id path: " + shortened(path) + " (expected: no empty, '.' or '..' segment)");
    }
    for (int i = 0; i < segment.length(); i++) {
      char character = segment.charAt(i);
      if (!isCommon(character) && !(character >= 'A' && character <= 'Z')) {
        throw new IllegalArgumentException(
            "SPIFFE id path: "
                + shortened(path)
                + " (expected: segments of A-Z, a-z, 0-9, '.', '-', '_')");
      }
    }
  }

  private static boolean isCommon(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')
        || character == '.'
        || character == '-'
        || character == '_';
  }

  private static String shortened(String text) {
    return text.length() <= 128 ? text : text.substring(0, 128) + "...";
  }
}
