package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.KeyHash;
import io.heddle.certs.P256;
import io.heddle.certs.Pem;
import io.heddle.certs.TrustBundle;
import io.heddle.certs.X509Svid;
import io.heddle.controlplane.rotation.Laggard;
import io.heddle.controlplane.rotation.RotationPhase;
import io.heddle.controlplane.xds.ProxyIdentity;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import io.heddle.controlplane.xds.SecretHolder;
import io.heddle.controlplane.xds.SecretHolder.Progress;
import java.nio.file.Files;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rotation through a real server, with sidecars by hand and acknowledgements as a test says. */
final class RootRotationTest extends RefusalFixture {
  private static final ProxyIdentity CATALOG_1 =
      new ProxyIdentity("catalog-1", CATALOG, "shop", Access.EVERYTHING);

  private final Map<String, Progress> roots = new ConcurrentHashMap<>();
  private final Map<String, Progress> chains = new ConcurrentHashMap<>();
  private AuthorityReport report;
  private KeyHash old;

  @BeforeEach
  void rotate() throws Exception {
    old = ownAuthority().pin();
    rotateWithHolders();
  }

  @Test
  void aRotationGoesFromOneRootToTheNext() throws Exception {
    JoinToken before = server.token("catalog");
    X509Svid oldSvid;
    KeyHash next;
    try (var workload = TestWorkload.withToken(server, before.text())) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(workload.next().hasWelcome()).isTrue();
      workload.csr(key);
      assertThat(server.listener().next()).isEqualTo("joined catalog-1");
      oldSvid = svid(key);
      roots.put("catalog-1", Progress.PENDING);

      next = files().begin();
      passSeconds(2);
      assertThat(status().phase()).isEqualTo(RotationPhase.TRUST_BOTH);
      assertThat(sdsRoots()).containsExactly(old, next);
      assertThat(status().issuer()).isEqualTo(old);
      passSeconds(90);
      assertThat(status().phase()).isEqualTo(RotationPhase.TRUST_BOTH);
      assertThat(status().laggards())
          .containsExactly(new Laggard("catalog-1", "has not acknowledged the roots in force"));

      roots.put("catalog-1", Progress.APPLIED);
      passSeconds(2);
      assertThat(status().phase()).isEqualTo(RotationPhase.SIGN_WITH_NEW);
      assertThat(status().issuer()).isEqualTo(next);
      passSeconds(61);
      assertThat(workload.next().hasRenew()).isTrue();
      KeyPair renewed = P256.generate(RANDOM);
      workload.csr(renewed);
      awaitChain(renewed);
      assertThat(rootOf(svid(renewed))).isEqualTo(next);
      chains.put("catalog-1", Progress.PENDING);
      passSeconds(30);
      assertThat(status().phase()).as("not acknowledged").isEqualTo(RotationPhase.SIGN_WITH_NEW);

      chains.put("catalog-1", Progress.APPLIED);
      passSeconds(13);
      assertThat(status().phase()).isEqualTo(RotationPhase.NONE);
      assertThat(sdsRoots()).containsExactly(next);
    }
    assertThat(server.listener().next()).isEqualTo("left catalog-1");

    assertThat(server.observer().phases())
        .containsExactly(
            RotationPhase.TRUST_BOTH,
            RotationPhase.SIGN_WITH_NEW,
            RotationPhase.DROP_OLD,
            RotationPhase.NONE);
    assertThat(server.observer().failures()).isEmpty();
    assertThat(files().read()).isEmpty();
    assertThat(ownAuthority().pin()).isEqualTo(next);
    assertThat(directory.resolve("ca/next/ca.key")).doesNotExist();
    assertCertificateRefused(
        oldSvid,
        RefusalReason.CERTIFICATE_OF_DROPPED_ROOT,
        "certificate of " + CATALOG + ": of the root " + old + ", which was replaced");
  }

  @Test
  void aTokenIsGoodThroughoutTheRotationItWasMadeIn() throws Exception {
    JoinToken before = server.token("catalog");
    KeyHash next = files().begin();
    JoinToken during = server.token("catalog");
    assertThat(before.pins()).containsExactly(old);
    assertThat(during.pins()).containsExactly(old, next);
    passSeconds(3);
    assertThat(status().phase()).isEqualTo(RotationPhase.SIGN_WITH_NEW);

    X509Svid svid = join(before, "catalog-1", key);
    assertThat(rootOf(svid)).isEqualTo(next);

    passSeconds(15);
    assertThat(status().phase()).isEqualTo(RotationPhase.NONE);
    assertThat(join(during, "catalog-2", P256.generate(RANDOM)).id()).isEqualTo(CATALOG);
    assertThat(server.token("catalog").pins()).containsExactly(next);
  }

  @Test
  void aControlPlaneThatIsRestartedGoesOnWhereItWas() throws Exception {
    X509Svid svid = join(server.token("catalog"), "catalog-1", key);
    KeyHash next = files().begin();
    passSeconds(3);
    restart();
    passSeconds(58);
    assertThat(status().phase()).as("its minute").isEqualTo(RotationPhase.TRUST_BOTH);
    assertThat(sdsRoots()).containsExactly(old, next);
    passSeconds(4);
    assertThat(status().phase()).isEqualTo(RotationPhase.SIGN_WITH_NEW);
    restart();
    assertThat(status().phase()).isEqualTo(RotationPhase.SIGN_WITH_NEW);
    assertThat(status().issuer()).isEqualTo(next);

    KeyPair renewed = P256.generate(RANDOM);
    try (var workload = TestWorkload.withCertificate(server, svid)) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(workload.next().hasWelcome()).isTrue();
      workload.csr(renewed);
      awaitChain(renewed);
    }
    X509Svid newSvid = svid(renewed);
    restart();
    passSeconds(30);
    assertThat(status().phase())
        .as("it may not have arrived")
        .isEqualTo(RotationPhase.SIGN_WITH_NEW);

    roots.put("catalog-1", Progress.APPLIED);
    try (var workload = TestWorkload.withCertificate(server, newSvid)) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(workload.next().hasWelcome()).isTrue();
      passSeconds(13);
      assertThat(status().phase()).isEqualTo(RotationPhase.NONE);
    }
    restart();
    assertThat(status().issuer()).isEqualTo(next);
  }

  @Test
  void aRotationIsAbortedWhileNothingIsSigned() throws Exception {
    join(server.token("catalog"), "catalog-1", key);
    roots.put("catalog-1", Progress.PENDING);
    files().begin();
    passSeconds(2);

    files().abort();
    passSeconds(2);

    assertThat(status().phase()).isEqualTo(RotationPhase.NONE);
    assertThat(sdsRoots()).containsExactly(old);
    assertThat(status().since()).isEmpty();

    KeyHash another = files().begin();
    passSeconds(2);
    assertThat(sdsRoots()).containsExactly(old, another);
  }

  @Test
  void aDropThatWasCutShortIsFinishedAtTheNextStart() throws Exception {
    KeyHash next = files().begin();
    server.close();
    var kept =
        new RotationFiles.Kept(RotationPhase.DROP_OLD, clock.instant().toString(), next.text());
    StateJson.write(directory.resolve("ca/rotation.json"), kept);

    server = new TestControlPlane(directory, clock);
    rotateWithHolders();

    assertThat(ownAuthority().pin()).isEqualTo(next);
    assertThat(sdsRoots()).containsExactly(next);
    passSeconds(3);
    assertThat(status().phase()).isEqualTo(RotationPhase.NONE);
    assertThat(directory.resolve("ca/next/ca.key")).doesNotExist();
  }

  @Test
  void aNextRootThatCannotBeReadIsReportedOnceAndNothingChanges() throws Exception {
    files().begin();
    Files.writeString(directory.resolve("ca/next/ca.crt"), "nothing");

    passSeconds(5);

    assertThat(server.observer().failures()).containsExactly("rotation of the root");
    assertThat(status().phase()).isEqualTo(RotationPhase.NONE);
  }

  private void restart() throws Exception {
    server.close();
    roots.clear();
    chains.clear();
    server = new TestControlPlane(directory, clock);
    rotateWithHolders();
  }

  private void rotateWithHolders() throws Exception {
    report =
        server
            .identities()
            .rotateWith(name ->
                (name.equals("ROOTCA") ? roots : chains)
                    .entrySet().stream()
                        .map(entry -> new SecretHolder(entry.getKey(), entry.getValue()))
                        .toList());
    clock.awaitAlarm();
  }

  private RotationFiles files() {
    return new RotationFiles(new StateDirectory(directory), "mesh.test", clock, RANDOM);
  }

  /** Each second is looked at: the alarm of the next is set when that has been done. */
  private void passSeconds(int seconds) throws Exception {
    for (int i = 0; i < seconds; i++) {
      clock.awaitAlarm();
      clock.advance(Duration.ofSeconds(1));
      clock.awaitAlarm();
      settle();
    }
  }

  /** What one look has caused has been written and told. */
  private void settle() throws Exception {
    for (int i = 0; i < 3; i++) {
      server.onMesh(() -> true);
      server.onIssuing();
    }
    server.onMesh(() -> true);
  }

  private AuthorityStatus status() throws Exception {
    return server.onMesh(report::status);
  }

  private List<KeyHash> sdsRoots() throws Exception {
    String pem =
        server
            .secret(CATALOG_1, "ROOTCA")
            .orElseThrow()
            .getValidationContext()
            .getTrustedCa()
            .getInlineBytes()
            .toStringUtf8();
    return Pem.parseCertificates(pem).stream()
        .map(root -> KeyHash.of(root.getPublicKey()))
        .collect(Collectors.toList());
  }

  private void awaitChain(KeyPair pair) throws Exception {
    for (int looks = 0; !hasChainOf(pair); looks++) {
      assertThat(looks).as("looks for a chain").isLessThan(100_000);
      settle();
    }
  }

  private boolean hasChainOf(KeyPair pair) throws Exception {
    return server.secret(CATALOG_1, "default").isPresent()
        && Pem.parseCertificates(chain()).getFirst().getPublicKey().equals(pair.getPublic());
  }

  private X509Svid svid(KeyPair pair) throws Exception {
    return X509Svid.parse(chain(), pair.getPrivate());
  }

  private String chain() throws Exception {
    return server
        .secret(CATALOG_1, "default")
        .orElseThrow()
        .getTlsCertificate()
        .getCertificateChain()
        .getInlineBytes()
        .toStringUtf8();
  }

  private KeyHash rootOf(X509Svid svid) throws Exception {
    TrustBundle bundle = server.identities().bundle();
    return bundle.vouch(svid.chain(), clock.instant()).root();
  }
}
