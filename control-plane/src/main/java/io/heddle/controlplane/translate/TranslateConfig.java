package io.heddle.controlplane.translate;

/** What the translation takes from the control plane's own settings. */
public record TranslateConfig(String trustDomain) {
  public TranslateConfig {
    if (trustDomain.isEmpty()) {
      throw new IllegalArgumentException("trustDomain: empty (expected: such as cluster.local)");
    }
  }
}
