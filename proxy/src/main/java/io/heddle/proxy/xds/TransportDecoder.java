package io.heddle.proxy.xds;

import io.heddle.proxy.config.PeerMatch;
import io.heddle.proxy.config.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an {@code envoy.config.core.v3.TransportSocket}. */
final class TransportDecoder {
  private static final String TLS =
      "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.";
  private static final String DOWNSTREAM = TLS + "DownstreamTlsContext";
  private static final String UPSTREAM = TLS + "UpstreamTlsContext";
  private static final String RAW =
      "type.googleapis.com/envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer";
  private static final int URI = 3;
  private static final int TLS_AUTO = 0;
  private static final int TLS_1_3 = 4;

  private TransportDecoder() {}

  /**
   * Of a listener's filter chain.
   *
   * @param matchedProtocols of the chain's match; accepted when the context names none itself
   */
  static Transport downstream(ProtoMessage socket, List<String> matchedProtocols)
      throws DecodeException {
    ProtoMessage config = config(socket);
    if (config.typeUrl().equals(RAW)) {
      return new Transport.Plaintext();
    }
    ProtoMessage context = context(config, DOWNSTREAM);
    if (!context.flag(2, "require_client_certificate")) {
      throw context.rejected("require_client_certificate", "false", "true");
    }
    ProtoMessage common = common(context);
    PeerMatch peers = peers(common);
    if (peers.exact().isEmpty() && peers.prefixes().isEmpty()) {
      throw common.rejected(
          "combined_validation_context.default_validation_context.match_typed_subject_alt_names",
          "none",
          "at least 1");
    }
    List<String> protocols = common.texts(4);
    return new Transport.MutualTls(protocols.isEmpty() ? matchedProtocols : protocols, peers);
  }

  static Transport upstream(ProtoMessage socket) throws DecodeException {
    ProtoMessage config = config(socket);
    if (config.typeUrl().equals(RAW)) {
      return new Transport.Plaintext();
    }
    ProtoMessage common = common(context(config, UPSTREAM));
    return new Transport.MutualTls(common.texts(4), peers(common));
  }

  private static ProtoMessage config(ProtoMessage socket) throws DecodeException {
    Optional<ProtoMessage> config = socket.message(3, "typed_config");
    return config.orElseThrow(() -> socket.rejected("typed_config", "none", "a TLS context"));
  }

  private static ProtoMessage context(ProtoMessage config, String typeUrl) throws DecodeException {
    if (!config.typeUrl().equals(typeUrl)) {
      throw config.rejected("", config.typeUrl(), typeUrl);
    }
    return config.unpack();
  }

  private static ProtoMessage common(ProtoMessage context) throws DecodeException {
    ProtoMessage common =
        context
            .message(1, "common_tls_context")
            .orElseThrow(() -> context.rejected("common_tls_context", "none", "one"));
    Optional<ProtoMessage> parameters = common.message(1, "tls_params");
    if (parameters.isPresent()) {
      int maximum = parameters.get().integer(2);
      if (maximum != TLS_AUTO && maximum != TLS_1_3) {
        throw parameters
            .get()
            .rejected("tls_maximum_protocol_version", String.valueOf(maximum), "TLSv1_3");
      }
    }
    certificates(common);
    return common;
  }

  private static void certificates(ProtoMessage common) throws DecodeException {
    if (common.has(2)) {
      throw common.rejected("tls_certificates", "inline", "SDS secret default");
    }
    List<ProtoMessage> secrets = common.messages(6, "tls_certificate_sds_secret_configs");
    if (secrets.size() != 1) {
      throw common.rejected("tls_certificate_sds_secret_configs", secrets.size() + " secrets", "1");
    }
    expectSecret(secrets.getFirst(), "default");
  }

  private static void expectSecret(ProtoMessage secret, String name) throws DecodeException {
    if (!secret.text(1).equals(name)) {
      throw secret.rejected("name", secret.text(1), name);
    }
  }

  private static PeerMatch peers(ProtoMessage common) throws DecodeException {
    if (common.lastOf(3, 7, 8, 10, 12) != 8) {
      throw common.rejected("validation_context_type", "other", "combined_validation_context");
    }
    ProtoMessage combined = common.message(8, "combined_validation_context").orElseThrow();
    String secretField = "validation_context_sds_secret_config";
    expectSecret(
        combined
            .message(2, secretField)
            .orElseThrow(() -> combined.rejected(secretField, "none", "ROOTCA")),
        "ROOTCA");
    List<String> exact = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    Optional<ProtoMessage> context = combined.message(1, "default_validation_context");
    if (context.isPresent()) {
      for (ProtoMessage name : context.get().messages(15, "match_typed_subject_alt_names")) {
        addPeer(name, exact, prefixes);
      }
    }
    return new PeerMatch(exact, prefixes);
  }

  private static void addPeer(ProtoMessage name, List<String> exact, List<String> prefixes)
      throws DecodeException {
    if (name.integer(1) != URI) {
      throw name.rejected("san_type", String.valueOf(name.integer(1)), "URI");
    }
    ProtoMessage matcher =
        name.message(2, "matcher")
            .orElseThrow(() -> name.rejected("matcher", "none", "exact or prefix"));
    int pattern = matcher.lastOf(1, 2, 3, 5, 7, 8);
    if (matcher.flag(6) || (pattern != 1 && pattern != 2) || matcher.text(pattern).isEmpty()) {
      throw name.rejected("matcher", "other", "exact or prefix, not empty, case sensitive");
    }
    (pattern == 1 ? exact : prefixes).add(matcher.text(pattern));
  }
}
