package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people call a cluster. */
final class ClusterName {
  private static final Pattern OUTBOUND =
      Pattern.compile("outbound\\|([0-9]+)\\|\\|([^.]+\\.[^.]+)\\.svc\\.cluster\\.local");

  private ClusterName() {}

  /** {@code catalog.shop:80}, of what stands under {@code name} or {@code cluster}. */
  static String shown(JsonNode of) {
    String name = of.path("cluster").asText(of.path("name").asText());
    Matcher outbound = OUTBOUND.matcher(name);
    return outbound.matches() ? outbound.group(2) + ":" + outbound.group(1) : name;
  }
}
