package io.heddle.certs;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The URI subject alternative names of a certificate. */
final class UriNames {
  private static final Integer URI = 6;

  private UriNames() {}

  /** Empty too when the extension cannot be read: such a certificate names nobody. */
  static List<String> of(X509Certificate certificate) {
    Collection<List<?>> names;
    try {
      names = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException _) {
      return List.of();
    }
    if (names == null) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    for (List<?> name : names) {
      if (URI.equals(name.get(0)) && name.get(1) instanceof String text) {
        found.add(text);
      }
    }
    return List.copyOf(found);
  }
}
