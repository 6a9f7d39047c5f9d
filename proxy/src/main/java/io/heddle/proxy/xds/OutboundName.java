package io.heddle.proxy.xds;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of outbound listeners. */
public final class OutboundName {
  private static final String SUFFIX = ".svc.cluster.local";
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private OutboundName() {}

  /**
   * The listener that a client means who dials {@code service}: {@code catalog}, {@code
   * catalog.shop}, {@code catalog.shop.svc} or the whole name.
   *
   * @param namespace of the client
   */
  public static String resolve(String service, int port, String namespace) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 1-65535)");
    }
    String name = service.toLowerCase(Locale.ROOT);
    for (String suffix : new String[] {SUFFIX, ".svc"}) {
      if (name.endsWith(suffix)) {
        name = name.substring(0, name.length() - suffix.length());
        break;
      }
    }
    String[] labels = name.split("\\.", -1);
    if (labels.length > 2
        || !allLabels(labels)
        || (labels.length == 1 && !name.equals(service.toLowerCase(Locale.ROOT)))) {
      throw new IllegalArgumentException(
          "service: "
              + service
              + " (expected: catalog, catalog.shop or catalog.shop"
              + SUFFIX
              + ")");
    }
    String full = labels.length == 1 ? name + "." + namespace : name;
    return full + SUFFIX + ":" + port;
  }

  private static boolean allLabels(String[] labels) {
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return true;
  }
}
