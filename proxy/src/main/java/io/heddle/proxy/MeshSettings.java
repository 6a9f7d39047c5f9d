package io.heddle.proxy;

import io.heddle.certs.SpiffeId;
import io.heddle.proxy.ProxyConfig.Membership;
import io.heddle.proxy.ProxyConfig.Mesh;
import io.heddle.proxy.xds.Node;
import io.heddle.proxy.xds.XdsServerConfig.Security;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads how an instance takes part in a mesh: by a session, or by certificates in files. */
final class MeshSettings {
  private final SettingSources given;

  private MeshSettings(SettingSources given) {
    this.given = given;
  }

  static Mesh from(SettingSources given) {
    return new MeshSettings(given).mesh();
  }

  private Mesh mesh() {
    return new Mesh(
        given.value(Settings.CONTROL_PLANE).hostPort(),
        given
            .optional(Settings.CERTIFICATES)
            .<Membership>map(this::certificates)
            .orElseGet(this::session),
        given.value(Settings.STATE),
        given.optional(Settings.ZONE).orElse(""),
        given.value(Settings.STATS_INTERVAL));
  }

  private Membership.Session session() {
    List<Setting<?>> others =
        List.of(
            Settings.CONTROL_PLANE_ID,
            Settings.NODE_ID,
            Settings.NODE_CLUSTER,
            Settings.NODE_METADATA);
    refuse(others, "only with " + Settings.CERTIFICATES.flag());
    if (given.value(Settings.CONTROL_PLANE).scheme() == ControlPlaneAddress.Scheme.PLAINTEXT) {
      throw new ConfigException(
          Settings.CONTROL_PLANE.flag()
              + ": http (expected: only with "
              + Settings.CERTIFICATES.flag()
              + ")");
    }
    return new Membership.Session(
        given.optional(Settings.JOIN_TOKEN).map(MeshSettings::token),
        given.optional(Settings.ADVERTISE).map(InetAddress::getHostAddress).orElse(""));
  }

  private Membership.Certificates certificates(Path directory) {
    refuse(
        List.of(Settings.JOIN_TOKEN, Settings.ADVERTISE),
        "not with " + Settings.CERTIFICATES.flag());
    return new Membership.Certificates(directory, security(), node());
  }

  private Security security() {
    Optional<SpiffeId> server = given.optional(Settings.CONTROL_PLANE_ID);
    return switch (given.value(Settings.CONTROL_PLANE).scheme()) {
      case TLS -> new Security.MutualTls(server);
      case PLAINTEXT -> {
        refuse(List.of(Settings.CONTROL_PLANE_ID), "not with a control plane of http");
        yield new Security.Plaintext();
      }
    };
  }

  private Node node() {
    SortedMap<String, String> metadata = new TreeMap<>();
    for (NodeMetadata entry : given.all(Settings.NODE_METADATA)) {
      metadata.put(entry.name(), entry.text());
    }
    return new Node(
        given.value(Settings.NODE_ID),
        given.optional(Settings.NODE_CLUSTER).orElse(""),
        given.optional(Settings.ZONE).orElse(""),
        metadata);
  }

  private void refuse(List<Setting<?>> settings, String expected) {
    for (Setting<?> setting : settings) {
      if (!given.all(setting).isEmpty()) {
        throw new ConfigException(setting.flag() + ": given (expected: " + expected + ")");
      }
    }
  }

  private static String token(String text) {
    if (!text.startsWith("@")) {
      return text;
    }
    try {
      return Files.readString(Path.of(text.substring(1))).strip();
    } catch (IOException e) {
      throw new ConfigException("--join-token: " + text + ": cannot be read: " + e, e);
    }
  }
}
