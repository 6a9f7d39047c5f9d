package io.heddle.certs;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** The subject common name of a workload's certificate, which is its instance uid. */
public final class CommonName {
  private CommonName() {}

  /** The name, if there is exactly one that can be read. */
  public static Optional<String> of(X509Certificate certificate) {
    byte[] subject = certificate.getSubjectX500Principal().getEncoded();
    try {
      RDN[] names = X500Name.getInstance(subject).getRDNs(BCStyle.CN);
      return names.length == 1
          ? Optional.of(IETFUtils.valueToString(names[0].getFirst().getValue()))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      // The JDK reads subjects more leniently than the ASN.1 library does.
      return Optional.empty();
    }
  }
}
