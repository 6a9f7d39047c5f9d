package io.heddle.proxy.xds;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.RenewalSchedule;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityKeeperTest {
  private static final SpiffeId WEB = SpiffeId.of("cluster.local", "shop", "web");
  private static final Welcome WELCOME = new Welcome(WEB, "shop", "web", Duration.ofHours(24));

  @TempDir Path directory;
  private final List<String> unusable = new ArrayList<>();
  private final Instant now = Instant.now();
  private final SecureRandom random = new SecureRandom();
  private final CertificateAuthority authority = ScriptedControlPlane.authority();
  private long nanos;

  @Test
  void pairsAChainWithThePendingKey() throws Exception {
    IdentityKeeper keeper = keeper();
    keeper.welcome(WELCOME);
    assertThat(keeper.untilRequest()).isZero();

    byte[] request = keeper.request();
    assertThat(keeper.onChain(sign(request))).isEmpty();
    assertThat(keeper.onRoots(authority.bundle().roots())).isEmpty();

    assertThat(keeper.identity()).isPresent();
    assertThat(keeper.svid().orElseThrow().leaf().getPublicKey())
        .isEqualTo(SigningRequest.parse(request).publicKey());
  }

  @Test
  void leavesAChainForAnotherKeyAlone() throws Exception {
    IdentityKeeper keeper = joined();
    var before = keeper.svid();

    assertThat(keeper.onChain(sign(PendingRequest.create(random).request().der()))).isEmpty();

    assertThat(keeper.svid()).isEqualTo(before);
  }

  @Test
  void refusesAChainOfSomebodyElse() throws Exception {
    IdentityKeeper keeper = keeper();
    keeper.welcome(WELCOME);
    List<X509Certificate> chain =
        authority.sign(
            SigningRequest.parse(keeper.request()),
            SpiffeId.of("cluster.local", "shop", "other"),
            "u1",
            Duration.ofHours(1),
            InstantSource.fixed(now));

    assertThat(keeper.onChain(chain))
        .contains("certificate of spiffe://cluster.local/ns/shop/sa/other (expected: " + WEB + ")");
    assertThat(keeper.svid()).isEmpty();
  }

  @Test
  void asksAgainAtHalfLifeWithANewKey() throws Exception {
    IdentityKeeper keeper = joined();
    assertThat(keeper.untilRequest()).isBetween(Duration.ofMinutes(644), Duration.ofMinutes(796));
    byte[] first = keeper.svid().orElseThrow().leaf().getPublicKey().getEncoded();

    nanos = Duration.ofHours(14).toNanos();

    assertThat(keeper.untilRequest()).isZero();
    assertThat(SigningRequest.parse(keeper.request()).publicKey().getEncoded()).isNotEqualTo(first);
  }

  @Test
  void theSameRequestIsRepeatedUntilItIsAnsweredEvenAfterARestart() {
    IdentityKeeper keeper = keeper();
    byte[] request = keeper.request();

    assertThat(keeper.request()).isEqualTo(request);
    assertThat(keeper().request()).isEqualTo(request);
  }

  @Test
  void aRequestRefusedForGoodIsNotRepeated() {
    IdentityKeeper keeper = keeper();
    byte[] request = keeper.request();

    keeper.refused(Duration.ZERO);

    assertThat(keeper.request()).isNotEqualTo(request);
    assertThat(keeper().request()).isNotEqualTo(request);
  }

  @Test
  void waitsAsLongAsARefusalSays() {
    IdentityKeeper keeper = keeper();
    keeper.request();

    keeper.refused(Duration.ofSeconds(10));

    assertThat(keeper.untilRequest()).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aRestartFindsTheIdentityAgain() throws Exception {
    var identity = joined().identity().orElseThrow();

    IdentityKeeper restarted = keeper();

    assertThat(restarted.identity().orElseThrow().svid().chain())
        .isEqualTo(identity.svid().chain());
    assertThat(restarted.identity().orElseThrow().bundle()).isEqualTo(identity.bundle());
    assertThat(restarted.untilRequest()).isPositive();
    assertThat(unusable).isEmpty();
  }

  @Test
  void severalRootsAreTrustedAndKeptOverARestart() throws Exception {
    IdentityKeeper keeper = joined();
    List<X509Certificate> both = new ArrayList<>(authority.bundle().roots());
    both.addAll(ScriptedControlPlane.authority().bundle().roots());

    assertThat(keeper.onRoots(both)).isEmpty();

    assertThat(keeper.identity().orElseThrow().bundle().roots()).isEqualTo(both);
    assertThat(keeper().bundle().orElseThrow().roots()).isEqualTo(both);
  }

  @Test
  void aChainOfTheNextRootForAKeyThatWasAnsweredAlreadyIsTakenOver() throws Exception {
    IdentityKeeper keeper = keeper();
    keeper.welcome(WELCOME);
    byte[] request = keeper.request();
    keeper.onChain(sign(request));

    List<X509Certificate> next =
        ScriptedControlPlane.authority()
            .sign(
                SigningRequest.parse(request),
                WEB,
                "u1",
                Duration.ofHours(24),
                InstantSource.fixed(now));
    keeper.onChain(next);

    assertThat(keeper.svid().orElseThrow().chain()).isEqualTo(next);
  }

  @Test
  void anotherIdentityThanBeforeIsAskedForAtOnce() throws Exception {
    IdentityKeeper keeper = joined();

    keeper.welcome(
        new Welcome(
            SpiffeId.of("cluster.local", "shop", "new"), "shop", "new", Duration.ofHours(24)));

    assertThat(keeper.untilRequest()).isZero();
  }

  @Test
  void rootsThatAreNoAuthoritiesAreRefused() throws Exception {
    IdentityKeeper keeper = joined();

    assertThat(keeper.onRoots(keeper.svid().orElseThrow().chain())).isPresent();
    assertThat(keeper.bundle().orElseThrow().roots()).isEqualTo(authority.bundle().roots());
  }

  @Test
  void filesArePrivate() throws Exception {
    joined();

    for (String file : List.of("svid.pem", "bundle.pem", "instance-uid")) {
      assertThat(Files.getPosixFilePermissions(directory.resolve("state").resolve(file)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(directory.resolve("state/pending.pem")).doesNotExist();
  }

  @Test
  void aDamagedFileIsReportedAndNotUsed() throws Exception {
    joined();
    Files.writeString(directory.resolve("state/svid.pem"), "nothing");

    assertThat(keeper().svid()).isEmpty();
    assertThat(unusable).singleElement().asString().contains("svid.pem is not used");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsReportedOnceAndTheSidecarGoesOn() throws Exception {
    Files.writeString(directory.resolve("state"), "a file, not a directory");

    IdentityKeeper keeper = joined();

    assertThat(keeper.identity()).isPresent();
    assertThat(unusable).singleElement().asString().startsWith("state directory ");
  }

  @Test
  void theInstanceUidStaysTheSame() {
    String uid = new StateDirectory(directory, unusable::add).instanceUid(random);

    assertThat(uid).matches("[0-9a-f]{16}");
    assertThat(new StateDirectory(directory, unusable::add).instanceUid(random)).isEqualTo(uid);
  }

  private IdentityKeeper joined() throws Exception {
    IdentityKeeper keeper = keeper();
    keeper.welcome(WELCOME);
    keeper.onChain(sign(keeper.request()));
    keeper.onRoots(authority.bundle().roots());
    return keeper;
  }

  private IdentityKeeper keeper() {
    StateDirectory files = new StateDirectory(directory.resolve("state"), unusable::add);
    files.instanceUid(random);
    return new IdentityKeeper(
        files, new RenewalSchedule(() -> nanos, random), InstantSource.fixed(now), random);
  }

  private List<X509Certificate> sign(byte[] request) throws Exception {
    return authority.sign(
        SigningRequest.parse(request), WEB, "u1", Duration.ofHours(24), InstantSource.fixed(now));
  }
}
