package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.certs.AuthorityFiles;
import io.heddle.certs.KeyHash;
import io.heddle.certs.Pem;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.TrustBundle;
import io.heddle.certs.X509Svid;
import io.heddle.controlplane.rotation.RotationPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates in files, for programs that are not ours. */
final class FileIssuerTest {
  private static final SpiffeId GATEWAY = SpiffeId.of("cluster.local", "shop", "gateway");

  @TempDir private Path directory = Path.of("");
  private final HandMovedClock clock = new HandMovedClock();
  private Path out = Path.of("");
  private FileIssuer issuer =
      new FileIssuer(
          new StateDirectory(Path.of("")),
          GATEWAY,
          Duration.ofHours(1),
          new CertificateFolder(Path.of("")),
          clock,
          new SecureRandom());

  @BeforeEach
  void prepare() throws IOException {
    StateDirectory state = new StateDirectory(directory.resolve("state"));
    new AuthorityFiles(state.authority(), "cluster.local", clock, new SecureRandom())
        .loadOrCreate();
    out = directory.resolve("out");
    issuer = issuerOf(state, GATEWAY);
  }

  private FileIssuer issuerOf(StateDirectory state, SpiffeId id) {
    return new FileIssuer(
        state, id, Duration.ofHours(1), new CertificateFolder(out), clock, new SecureRandom());
  }

  @Test
  void theFilesAreAnIdentityThatTheMeshTrusts() throws Exception {
    Instant notAfter = issuer.issue();

    X509Svid svid = read();
    assertThat(svid.id()).isEqualTo(GATEWAY);
    assertThat(notAfter).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    TrustBundle roots =
        new AuthorityFiles(
                directory.resolve("state/ca"), "cluster.local", clock, new SecureRandom())
            .load()
            .bundle();
    assertThat(roots.verify(svid.chain(), clock.instant())).isEqualTo(GATEWAY);
    assertThat(Files.readString(out.resolve("ca.crt"))).isEqualTo(roots.pem());
  }

  @Test
  void onlyTheOwnerReadsTheKey() throws Exception {
    issuer.issue();

    assertThat(mode(out)).isEqualTo("rwx------");
    assertThat(mode(out.resolve("tls.key").toRealPath())).isEqualTo("rw-------");
  }

  @Test
  void eachCertificateHasANewKeyAndTheFolderBeforeStaysForWhoReadsIt() throws Exception {
    issuer.issue();
    X509Svid first = read();
    Path firstFolder = out.resolve("..data").toRealPath();
    issuer.issue();

    assertThat(read().key()).isNotEqualTo(first.key());
    assertThat(firstFolder.resolve("tls.key")).exists();
    issuer.issue();
    assertThat(firstFolder).doesNotExist();
    try (Stream<Path> entries = Files.list(out)) {
      assertThat(entries.map(it -> it.getFileName().toString()))
          .filteredOn(name -> name.startsWith("..v"))
          .hasSize(2);
    }
  }

  @Test
  void aReaderThatFollowsOneLinkSeesFilesThatBelongTogether() throws Exception {
    issuer.issue();
    Path seen = out.resolve("..data").toRealPath();
    issuer.issue();

    X509Svid pair =
        X509Svid.parse(
            Files.readString(seen.resolve("tls.crt")),
            Pem.parsePrivateKey(Files.readString(seen.resolve("tls.key"))));
    assertThat(pair.id()).isEqualTo(GATEWAY);
  }

  @Test
  void aRotationOfTheRootIsFollowed() throws Exception {
    issuer.issue();
    X509Svid old = read();
    assertThat(issuer.isOutdated()).isFalse();
    RotationFiles rotation =
        new RotationFiles(
            new StateDirectory(directory.resolve("state")),
            "cluster.local",
            clock,
            new SecureRandom());
    KeyHash next = rotation.begin();

    assertThat(issuer.isOutdated()).isTrue();
    issuer.issue();
    assertThat(issuer.isOutdated()).isFalse();
    TrustBundle both = TrustBundle.parse("cluster.local", Files.readString(out.resolve("ca.crt")));
    assertThat(both.roots()).hasSize(2);
    assertThat(both.verify(old.chain(), clock.instant())).isEqualTo(GATEWAY);

    rotation.keep(RotationPhase.SIGN_WITH_NEW, next);
    assertThat(issuer.isOutdated()).isTrue();
    issuer.issue();
    rotation.keep(RotationPhase.DROP_OLD, next);
    rotation.keep(RotationPhase.NONE, next);
    X509Svid signedWithNew = read();
    issuer.issue();
    TrustBundle one = TrustBundle.parse("cluster.local", Files.readString(out.resolve("ca.crt")));
    assertThat(one.roots()).hasSize(1);
    assertThat(one.verify(signedWithNew.chain(), clock.instant())).isEqualTo(GATEWAY);
    assertThatThrownBy(() -> one.verify(old.chain(), clock.instant()))
        .hasMessageContaining("trust");
  }

  @Test
  void anotherTrustDomainIsNotSigned() {
    FileIssuer foreign =
        issuerOf(
            new StateDirectory(directory.resolve("state")),
            SpiffeId.of("other.example", "shop", "gateway"));

    assertThatThrownBy(foreign::issue)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other.example");
    assertThat(out).doesNotExist();
  }

  private X509Svid read() throws IOException {
    return X509Svid.parse(
        Files.readString(out.resolve("tls.crt")),
        Pem.parsePrivateKey(Files.readString(out.resolve("tls.key"))));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
