package io.heddle.controlplane.identity;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a join token is made for.
 *
 * @param labels of the instances it admits; none given: {@code app=<service>}
 * @param uses instances that it admits
 * @param ttl how long it does
 */
public record TokenGrant(
    String service, String namespace, Map<String, String> labels, int uses, Duration ttl) {
  private static final int MAX_USES = 1000;
  private static final Duration MAX_TTL = Duration.ofDays(365);
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern LABEL_KEY =
      Pattern.compile(
          "([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");

  public TokenGrant {
    requireName("service", service);
    requireName("namespace", namespace);
    labels = labels.isEmpty() ? Map.of("app", service) : Map.copyOf(labels);
    labels.forEach(TokenGrant::requireLabel);
    if (uses < 1 || uses > MAX_USES) {
      throw new IllegalArgumentException("uses: " + uses + " (expected: 1-" + MAX_USES + ")");
    }
    if (ttl.compareTo(Duration.ofSeconds(1)) < 0 || ttl.compareTo(MAX_TTL) > 0) {
      throw new IllegalArgumentException("ttl: " + ttl + " (expected: 1 s to 365 days)");
    }
  }

  private static void requireName(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what + ": " + name + " (expected: 1-63 of a-z, 0-9, '-', as Kubernetes names are)");
    }
  }

  private static void requireLabel(String key, String value) {
    if (!LABEL_KEY.matcher(key).matches() || !LABEL_VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "label: " + key + "=" + value + " (expected: as Kubernetes labels are)");
    }
  }
}
