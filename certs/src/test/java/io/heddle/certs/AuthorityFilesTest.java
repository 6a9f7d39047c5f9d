package io.heddle.certs;

import static io.heddle.certs.CertificateDraft.NOW;
import static io.heddle.certs.CertificateDraft.authority;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.certs.CertificateDraft.Signed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuthorityFilesTest {
  private static final SpiffeId WEB = SpiffeId.of("mesh.test", "shop", "web");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private final SecureRandom random = new SecureRandom();
  @TempDir Path parent;

  @Test
  void makesAnAuthorityOnceAndReadsItAfterwards() throws Exception {
    CertificateAuthority made = files().loadOrCreate();

    assertThat(files().loadOrCreate().bundle()).isEqualTo(made.bundle());
    assertThat(files().load().pin()).isEqualTo(made.pin());
    assertThat(permissions("ca/ca.key")).isEqualTo("rw-------");
    assertThat(permissions("ca")).isEqualTo("rwx------");
    try (var all = Files.list(parent.resolve("ca"))) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("ca.crt", "ca.key", ".lock");
    }
  }

  @Test
  void ofManyWhoNeedAnAuthorityAtOnceOneMakesIt() {
    Set<KeyHash> pins = ConcurrentHashMap.newKeySet();

    IntStream.range(0, 16)
        .parallel()
        .forEach(_ -> {
          try {
            pins.add(files().loadOrCreate().pin());
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });

    assertThat(pins).hasSize(1);
  }

  @Test
  void aCreationThatWasCutShortIsFinished() throws Exception {
    KeyHash pin = files().loadOrCreate().pin();
    Files.move(file("ca.crt"), file("ca.crt.new"));

    assertThat(files().loadOrCreate().pin()).isEqualTo(pin);
  }

  @Test
  void aKeyWithoutCertificateIsNotOverwritten() throws Exception {
    files().loadOrCreate();
    String key = Files.readString(file("ca.key"));
    Files.delete(file("ca.crt"));

    assertThatThrownBy(() -> files().loadOrCreate()).hasMessageContaining("ca.crt: missing beside");
    assertThat(file("ca.key")).hasContent(key);
  }

  @Test
  void theUsersOwnRootSigns() throws Exception {
    Signed root = authority("CN=my root").selfSigned();
    write(root.key(), root);

    assertSigns(files().loadOrCreate(), root, 1);
  }

  @Test
  void theUsersIntermediateSignsAndIsShown() throws Exception {
    Signed root = authority("CN=my root").selfSigned();
    Signed intermediate = authority("CN=my intermediate").signedBy(root);
    write(intermediate.key(), intermediate, root);

    assertSigns(files().load(), root, 2);
  }

  @Test
  void aLeafIsNoAuthority() throws Exception {
    Signed leaf = CertificateDraft.leaf().selfSigned();
    write(leaf.key(), leaf);

    assertRefused("ca.crt: authority certificate: CN=web-1 is a leaf");
  }

  @Test
  void anExpiredAuthorityIsRefused() throws Exception {
    Signed root = authority("CN=my root").until(NOW.minusSeconds(1)).selfSigned();
    write(root.key(), root);

    assertRefused("CN=my root expired 2026-03-01T11:59:59Z");
  }

  @Test
  void anAuthorityOfTheFutureIsRefused() throws Exception {
    Signed root = authority("CN=my root").from(NOW.plusSeconds(1)).selfSigned();
    write(root.key(), root);

    assertRefused("CN=my root is valid from 2026-03-01T12:00:01Z");
  }

  @Test
  void anotherKeyIsRefused() throws Exception {
    write(P256.generate(random), authority("CN=my root").selfSigned());

    assertRefused("ca.key: is not the key of");
  }

  @Test
  void anotherTrustDomainIsRefused() throws Exception {
    Signed root = authority("CN=my root").uri("spiffe://other.test").selfSigned();
    write(root.key(), root);

    assertRefused("names [spiffe://other.test] (expected: spiffe://mesh.test, or none)");
  }

  @Test
  void anIntermediateWithoutItsRootIsRefused() throws Exception {
    Signed intermediate =
        authority("CN=my intermediate").signedBy(authority("CN=my root").selfSigned());
    write(intermediate.key(), intermediate);

    assertRefused("CN=my intermediate is not self-signed");
  }

  @Test
  void certificatesInTheWrongOrderAreRefused() throws Exception {
    Signed root = authority("CN=my root").selfSigned();
    Signed intermediate = authority("CN=my intermediate").signedBy(root);
    write(root.key(), root, intermediate);

    assertRefused("CN=my root is not signed by the next, CN=my intermediate");
  }

  @Test
  void aMissingKeyIsRefused() throws Exception {
    files().loadOrCreate();
    Files.delete(file("ca.key"));

    assertRefused("ca.key: missing");
  }

  @Test
  void garbageIsRefusedAndNotQuoted() throws Exception {
    files().loadOrCreate();
    Files.writeString(
        file("ca.key"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");

    assertThatThrownBy(() -> files().load())
        .hasMessageContaining("ca.key: PEM: no readable private key")
        .hasMessageNotContaining("c2VjcmV0");
    Files.writeString(file("ca.crt"), "nothing");
    assertRefused("ca.crt: PEM: 0 whole certificates");
  }

  private void assertSigns(CertificateAuthority authority, Signed root, int length)
      throws SvidRejectedException {
    List<X509Certificate> chain =
        authority.sign(
            SigningRequest.create(P256.generate(random)), WEB, "web-1", Duration.ofHours(1), CLOCK);
    assertThat(chain).hasSize(length);
    TrustBundle bundle = new TrustBundle("mesh.test", List.of(root.certificate()));
    assertThat(authority.bundle()).isEqualTo(bundle);
    assertThat(bundle.verify(chain, NOW)).isEqualTo(WEB);
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> files().load())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("(expected: ");
  }

  private void write(KeyPair key, Signed... certificates) throws IOException {
    AtomicFile.createPrivateDirectory(parent.resolve("ca"));
    AtomicFile.writePrivate(file("ca.key"), Pem.encode(key.getPrivate()));
    AtomicFile.write(
        file("ca.crt"),
        Pem.encode(List.of(certificates).stream().map(Signed::certificate).toList()));
  }

  private AuthorityFiles files() {
    return new AuthorityFiles(parent.resolve("ca"), "mesh.test", CLOCK, random);
  }

  private Path file(String name) {
    return parent.resolve("ca").resolve(name);
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve(name)));
  }
}
