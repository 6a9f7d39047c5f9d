package io.heddle.perf.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.Pem;
import io.heddle.certs.TrustBundle;
import io.heddle.certs.X509Svid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class DialectTest {
  static final List<Dialect> ALL =
      List.of(new EnvoyDialect(), new HaproxyDialect(), new NginxDialect());

  @TempDir Path folder;

  private MeshKeys keys;

  @BeforeEach
  void write() throws IOException {
    keys = Keys.write(folder);
  }

  @Test
  void theCertificatesAreWhatBothSidesTrust() throws Exception {
    TrustBundle bundle = TrustBundle.parse("bench.local", Files.readString(keys.root()));
    for (KeyFiles files : List.of(keys.client(), keys.server())) {
      X509Svid svid =
          X509Svid.parse(
              Files.readString(files.certificate()),
              Pem.parsePrivateKey(Files.readString(files.key())));

      assertThat(bundle.verify(svid.chain(), Keys.NOW)).hasToString(files.identity());
      assertThat(Files.readString(files.both()))
          .isEqualTo(Files.readString(files.certificate()) + Files.readString(files.key()));
    }
  }

  @Test
  void theServersCertificateHasTheNameThatClientsLookFor() throws IOException {
    assertThat(
            Pem.parseCertificates(Files.readString(keys.server().certificate()))
                .getFirst()
                .getSubjectX500Principal()
                .getName())
        .isEqualTo("CN=" + MeshKeys.SERVER);
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void theClientsSideShowsItsCertificateAndChecksTheServers(Dialect dialect) {
    String text = dialect.configuration(new Hop(Side.CLIENT, 16_001, 16_002, keys));

    assertThat(text)
        .contains("16001", "16002", keys.root().toString())
        .contains("client.")
        .doesNotContain("server.crt", "server.pem");
    assertThat(text)
        .containsAnyOf(
            "proxy_ssl_verify on",
            "verify required verifyhost " + MeshKeys.SERVER,
            "exact: '" + keys.server().identity() + "'");
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void theServersSideDemandsTheClientsCertificate(Dialect dialect) {
    String text = dialect.configuration(new Hop(Side.SERVER, 16_002, 16_003, keys));

    assertThat(text)
        .contains("16002", "16003", keys.root().toString())
        .contains("server.")
        .doesNotContain("client.crt", "client.pem");
    assertThat(text)
        .containsAnyOf(
            "ssl_verify_client on", "verify required", "require_client_certificate: true");
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void aCommandNamesTheProgramAndItsConfiguration(Dialect dialect) {
    Path configuration = folder.resolve(dialect.fileName());

    assertThat(dialect.command(Path.of("/p/proxy"), configuration))
        .startsWith("/p/proxy")
        .contains(configuration.toString());
  }
}
