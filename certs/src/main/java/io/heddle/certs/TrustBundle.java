package io.heddle.certs;

import java.security.cert.X509Certificate;
import java.util.List;

/** The roots of one trust domain. */
public record TrustBundle(String trustDomain, List<X509Certificate> roots) {
  public TrustBundle {
    roots = List.copyOf(roots);
    if (roots.isEmpty()) {
      throw new IllegalArgumentException("roots: none (expected: at least 1)");
    }
  }
}
