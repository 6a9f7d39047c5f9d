package io.heddle.proxy.xds;

import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why a connection to the control plane is gone. */
record LinkLoss(Kind kind, String cause) {
  /** What it says about trying again. */
  enum Kind {
    UNAVAILABLE,
    /** The credential was refused: a person has to look. */
    CREDENTIAL,
    /** The server is not the one expected: a person has to look. */
    SERVER
  }

  static LinkLoss of(String stream, GrpcStatus status) {
    Kind kind =
        switch (status.code()) {
          case UNAUTHENTICATED, PERMISSION_DENIED -> Kind.CREDENTIAL;
          default -> Kind.UNAVAILABLE;
        };
    return new LinkLoss(kind, stream + ": " + status);
  }

  static LinkLoss of(Throwable cause) {
    for (Throwable it = cause; it != null; it = it.getCause()) {
      if (it instanceof CertificateException) {
        return new LinkLoss(Kind.SERVER, "the server's certificate: " + it.getMessage());
      }
      if (it instanceof SSLException && mentionsAlert(it)) {
        return new LinkLoss(Kind.CREDENTIAL, "refused in the TLS handshake: " + it.getMessage());
      }
    }
    return new LinkLoss(Kind.UNAVAILABLE, cause.toString());
  }

  private static boolean mentionsAlert(Throwable cause) {
    String message = cause.getMessage();
    return message != null && message.toLowerCase(Locale.ROOT).contains("alert");
  }
}
