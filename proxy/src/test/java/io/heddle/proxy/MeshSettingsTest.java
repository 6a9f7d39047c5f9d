package io.heddle.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.certs.SpiffeId;
import io.heddle.proxy.ProxyConfig.Membership;
import io.heddle.proxy.ProxyConfig.Mesh;
import io.heddle.proxy.xds.Node;
import io.heddle.proxy.xds.XdsServerConfig.Security;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeshSettingsTest {
  private final Map<String, List<String>> flags = new LinkedHashMap<>();

  MeshSettingsTest() {
    give("control-plane", "10.0.0.1:18000");
    give("state", "/state");
  }

  @Test
  void withoutCertificatesThereIsASession() {
    give("advertise", "10.0.0.7");

    assertThat(mesh().membership()).isEqualTo(new Membership.Session(Optional.empty(), "10.0.0.7"));
  }

  @Test
  void certificatesAndANodeIdAreEnoughForAnyXdsServer() {
    give("certificates", "/certificates");
    give("node-id", "web-1");

    assertThat(mesh().membership())
        .isEqualTo(
            new Membership.Certificates(
                Path.of("/certificates"),
                new Security.MutualTls(Optional.empty()),
                new Node("web-1", "", "", new TreeMap<>())));
  }

  @Test
  void theServerAndTheNodeCanBeNamed() {
    give("certificates", "/certificates");
    give("control-plane-id", "spiffe://cluster.local/ns/ops/sa/xds");
    give("node-id", "web-1");
    give("node-cluster", "web");
    give("node-metadata", "team=shop", "rack=");
    give("zone", "a");

    assertThat(mesh().membership())
        .isEqualTo(
            new Membership.Certificates(
                Path.of("/certificates"),
                new Security.MutualTls(Optional.of(SpiffeId.of("cluster.local", "ops", "xds"))),
                new Node("web-1", "web", "a", new TreeMap<>(Map.of("team", "shop", "rack", "")))));
  }

  @Test
  void aServerOnThisHostCanBeSpokenToInPlaintext() {
    give("control-plane", "http://127.0.0.1:18000");
    give("certificates", "/certificates");
    give("node-id", "web-1");

    assertThat(mesh().controlPlane()).isEqualTo(new HostPort("127.0.0.1", 18_000));
    assertThat(mesh().membership())
        .extracting(it -> ((Membership.Certificates) it).security())
        .isEqualTo(new Security.Plaintext());
  }

  @ParameterizedTest(name = "{0}={1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "join-token; heddle1.secret; --join-token: given (expected: not with --certificates)",
        "advertise; 10.0.0.7; --advertise: given (expected: not with --certificates)",
        "node-id; ; --node-id: missing (expected: name)",
        "control-plane; http://10.0.0.1; --control-plane: http://10.0.0.1 (expected:"
            + " [http://]host:port, port 0-65535, http on loopback only)",
        "control-plane-id; xds; --control-plane-id: xds (expected: SPIFFE id)",
        "node-metadata; team; --node-metadata: team (expected: NAME=TEXT)",
      })
  void whatDoesNotGoWithCertificatesIsNamed(String name, String value, String message) {
    give("certificates", "/certificates");
    give("node-id", "web-1");
    flags.remove(name);
    if (value != null) {
      give(name, value);
    }

    assertThatThrownBy(this::mesh).isInstanceOf(ConfigException.class).hasMessage(message);
  }

  @ParameterizedTest(name = "{0}={1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "node-id; web-1; --node-id: given (expected: only with --certificates)",
        "node-cluster; web; --node-cluster: given (expected: only with --certificates)",
        "control-plane-id; spiffe://a/b; --control-plane-id: given (expected: only with"
            + " --certificates)",
        "control-plane; http://127.0.0.1; --control-plane: http (expected: only with"
            + " --certificates)",
      })
  void whatDoesNotGoWithASessionIsNamed(String name, String value, String message) {
    give(name, value);

    assertThatThrownBy(this::mesh).isInstanceOf(ConfigException.class).hasMessage(message);
  }

  private void give(String name, String... values) {
    flags.put(name, List.of(values));
  }

  private Mesh mesh() {
    return MeshSettings.from(new SettingSources(flags, Map.of(), Map.of()));
  }
}
