package io.heddle.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.AuthorityFiles;
import io.heddle.certs.CertificateAuthority;
import io.heddle.controlplane.identity.RotationFiles;
import io.heddle.controlplane.identity.StateDirectory;
import io.heddle.controlplane.rotation.RotationPhase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertRotateTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path directory = Path.of("");
  private Path state = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeAuthority() throws Exception {
    state = directory.resolve("state");
    authority(new StateDirectory(state).authority(), "mesh.test").loadOrCreate();
  }

  @Test
  void aNewRootIsPutBesideThePresentOne() throws Exception {
    String before = Files.readString(file("ca.key"));

    assertThat(rotate()).isZero();

    RotationFiles.Kept kept = files().read().orElseThrow();
    assertThat(kept.phase()).isEqualTo(RotationPhase.TRUST_BOTH);
    assertThat(out.toString()).startsWith("root " + kept.next() + " is trusted as soon as");
    assertThat(file("ca.key")).hasContent(before);
    for (String written : List.of("rotation.json", "next/ca.key")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(written))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void oneIsEnough() throws Exception {
    rotate();
    List<Path> before = all();

    assertThat(rotate()).isEqualTo(2);

    assertThat(err.toString())
        .matches(
            "rotation: under way since \\S+, in TRUST_BOTH \\(expected: none; heddle cert status shows"
                + " it\\)\n");
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void theUsersOwnRootFollows() throws Exception {
    CertificateAuthority own = own("mesh.test", InstantSource.system());

    assertThat(rotate("--ca-cert", ownCertificate(), "--ca-key", ownKey())).isZero();

    assertThat(files().read().orElseThrow().next()).isEqualTo(own.pin().text());
  }

  @Test
  void whatCannotSignIsRefusedAndNothingIsWritten() throws Exception {
    List<Path> before = all();
    refused(ownCertificate() + ": missing (expected: the authority's certificates)");

    own("other.test", InstantSource.system());
    refused("names [spiffe://other.test] (expected: spiffe://mesh.test, or none)");

    own("mesh.test", InstantSource.fixed(Instant.EPOCH));
    refused("expired 1970-01-02T00:00:00Z (expected: valid at ");

    own("mesh.test", InstantSource.system());
    Files.copy(file("ca.key"), Path.of(ownKey()), StandardCopyOption.REPLACE_EXISTING);
    refused("is not the key of " + ownCertificate());

    Files.writeString(Path.of(ownCertificate()), "nothing");
    refused("PEM: 0 whole certificates in 0 blocks");

    assertThat(all()).isEqualTo(before);
  }

  @Test
  void thePresentRootDoesNotFollowItself() {
    assertThat(
            rotate("--ca-cert", file("ca.crt").toString(), "--ca-key", file("ca.key").toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("is the present one (expected: one of another key)");
  }

  @Test
  void aCertificateWithoutKeyIsWrongUse() {
    assertThat(rotate("--ca-cert", ownCertificate())).isEqualTo(2);
    assertThat(err.toString()).startsWith("--ca-cert, --ca-key, --abort: together (expected:");
  }

  @Test
  void whatNothingWasSignedWithIsTakenBack() throws Exception {
    List<Path> before = all();
    rotate();

    assertThat(rotate("--abort")).isZero();

    assertThat(out.toString()).contains("is given up; nothing was signed with it");
    assertThat(all()).isEqualTo(before);
    assertThat(rotate("--abort")).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("rotation: none (expected: one to abort)\n");
    assertThat(rotate()).isZero();
  }

  @Test
  void aDirectoryWithoutAuthorityIsNotRotated() {
    state = directory.resolve("empty");

    assertThat(rotate()).isEqualTo(2);
    assertThat(err.toString()).contains("no authority (expected: one,").hasLineCount(1);
    assertThat(state).doesNotExist();
  }

  @Test
  void commandsHaveHelp() {
    assertThat(run("cert", "rotate", "--help")).isZero();
    assertThat(out.toString()).contains("--ca-cert").contains("--abort");
  }

  private void refused(String message) {
    err.getBuffer().setLength(0);
    assertThat(rotate("--ca-cert", ownCertificate(), "--ca-key", ownKey())).isEqualTo(2);
    assertThat(err.toString()).contains(message).hasLineCount(1);
  }

  private CertificateAuthority own(String trustDomain, InstantSource clock) throws Exception {
    CertificateAuthority own =
        CertificateAuthority.create(trustDomain, Duration.ofDays(1), clock, RANDOM);
    authority(directory.resolve("own"), trustDomain).save(own);
    return own;
  }

  private String ownCertificate() {
    return directory.resolve("own/ca.crt").toString();
  }

  private String ownKey() {
    return directory.resolve("own/ca.key").toString();
  }

  private Path file(String name) {
    return state.resolve("ca").resolve(name);
  }

  private List<Path> all() throws Exception {
    try (Stream<Path> files = Files.walk(state)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private RotationFiles files() {
    return new RotationFiles(
        new StateDirectory(state), "mesh.test", InstantSource.system(), RANDOM);
  }

  private static AuthorityFiles authority(Path path, String trustDomain) {
    return new AuthorityFiles(path, trustDomain, InstantSource.system(), RANDOM);
  }

  private int rotate(String... more) {
    String[] arguments =
        Stream.concat(Stream.of("cert", "rotate", "--state", state.toString()), Stream.of(more))
            .toArray(String[]::new);
    return run(arguments);
  }

  private int run(String... arguments) {
    return HeddleCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
