package io.heddle.proxy.xds;

import io.heddle.certs.Pem;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads an {@code envoy.extensions.transport_sockets.tls.v3.Secret}. */
final class SecretDecoder {
  static final String CHAIN = "default";
  static final String ROOTS = "ROOTCA";

  private SecretDecoder() {}

  static Resource decode(ProtoMessage secret) throws DecodeException {
    return switch (secret.lastOf(2, 3, 4, 5)) {
      case 2 -> chain(secret.message(2, "tls_certificate").orElseThrow());
      case 4 -> {
        ProtoMessage context = secret.message(4, "validation_context").orElseThrow();
        yield new Resource.Roots(certificates(context, 1, "trusted_ca"));
      }
      default -> throw secret.rejected("type", "other", "tls_certificate or validation_context");
    };
  }

  private static Resource chain(ProtoMessage certificate) throws DecodeException {
    if (certificate.has(2)) {
      throw certificate.rejected("private_key", "set", "none; a key never leaves its sidecar");
    }
    return new Resource.Chain(certificates(certificate, 1, "certificate_chain"));
  }

  private static List<X509Certificate> certificates(ProtoMessage holder, int field, String name)
      throws DecodeException {
    ProtoMessage source =
        holder
            .message(field, name)
            .orElseThrow(() -> holder.rejected(name, "none", "PEM certificates"));
    String pem =
        switch (source.lastOf(1, 2, 3, 4)) {
          case 2 -> new String(source.bytes(2), StandardCharsets.US_ASCII);
          case 3 -> source.text(3);
          default -> throw holder.rejected(name, "other", "inline_bytes or inline_string");
        };
    return parse(holder, name, pem);
  }

  private static List<X509Certificate> parse(ProtoMessage holder, String name, String pem)
      throws DecodeException {
    try {
      return Pem.parseCertificates(pem);
    } catch (IllegalArgumentException e) {
      throw holder.rejected(name, String.valueOf(e.getMessage()), "PEM certificates");
    }
  }
}
