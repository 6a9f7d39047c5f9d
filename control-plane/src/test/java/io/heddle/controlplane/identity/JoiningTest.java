package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.grpc.Status;
import io.heddle.certs.CommonName;
import io.heddle.certs.KeyHash;
import io.heddle.certs.P256;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.TrustBundle;
import io.heddle.certs.X509Svid;
import io.heddle.controlplane.model.InboundPort;
import io.heddle.controlplane.xds.ProxyIdentity;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import io.heddle.v1.FromWorkload;
import io.heddle.v1.Reached;
import io.heddle.v1.Stopping;
import io.heddle.v1.ToWorkload;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JoiningTest {
  private static final SpiffeId CATALOG = SpiffeId.of("mesh.test", "shop", "catalog");
  private static final ProxyIdentity CATALOG_1 =
      new ProxyIdentity("catalog-1", CATALOG, "shop", Access.EVERYTHING);

  private final HandMovedClock clock = new HandMovedClock();
  private final KeyPair key = P256.generate(new SecureRandom());
  @TempDir Path directory;
  private TestControlPlane server;

  @BeforeEach
  void start() throws Exception {
    server = new TestControlPlane(directory, clock);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void aTokenAndASignedKeyMakeAMemberOfTheMesh() throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      workload.open().hello(TestWorkload.hello("catalog-1")).healthy();

      ToWorkload welcome = workload.next();
      assertThat(welcome.getWelcome().getSpiffeId()).isEqualTo(CATALOG.toString());
      assertThat(welcome.getWelcome().getNamespace()).isEqualTo("shop");
      assertThat(welcome.getWelcome().getService()).isEqualTo("catalog");
      assertThat(welcome.getWelcome().getLifetimeMillis()).isEqualTo(3_600_000);
      CompletableFuture<String> ads = workload.whoAmI();
      assertThat(server.listener().isSilent())
          .as("not joined before the token is redeemed")
          .isTrue();
      assertThat(server.secret(CATALOG_1, "default")).isEmpty();

      workload.csr(key);

      assertThat(server.listener().next()).isEqualTo("joined catalog-1");
      assertThat(server.listener().next()).isEqualTo("health catalog-1 true ");
      assertThat(ads.get(10, TimeUnit.SECONDS)).isEqualTo("catalog-1 " + CATALOG + " EVERYTHING");
      X509Svid svid = svid(key);
      TrustBundle bundle =
          TrustBundle.parse(
              "mesh.test",
              server
                  .secret(CATALOG_1, "ROOTCA")
                  .orElseThrow()
                  .getValidationContext()
                  .getTrustedCa()
                  .getInlineBytes()
                  .toStringUtf8());
      assertThat(bundle.verify(svid.chain(), clock.instant())).isEqualTo(CATALOG);
      assertThat(CommonName.of(svid.leaf())).contains("catalog-1");
    }
    assertThat(server.listener().next()).isEqualTo("left catalog-1");
    assertThat(server.observer().sessions()).containsExactly("+catalog-1", "-catalog-1");
    assertThat(server.observer().refusals()).isEmpty();
    assertThat(server.observer().failures()).isEmpty();
  }

  @Test
  void whatTheTokenFixesIsTheRegistration() throws Exception {
    JoinToken token =
        server.token(
            new TokenGrant(
                "catalog",
                "shop",
                Map.of("app", "catalog", "version", "v2"),
                1,
                Duration.ofHours(1)));
    try (var workload = TestWorkload.withToken(server, token.text())) {
      join(workload, "catalog-1", key);

      WorkloadSession session = server.listener().session("catalog-1");
      assertThat(session.registration())
          .isEqualTo(
              new Registration(
                  "catalog-1",
                  CATALOG,
                  "shop",
                  "catalog",
                  Map.of("app", "catalog", "version", "v2")));
      assertThat(session.claims())
          .isEqualTo(
              new WorkloadSession.Claims(
                  List.of(new InboundPort("http", 8080, 18080)),
                  "zone-a",
                  1,
                  "127.0.0.1",
                  Duration.ofSeconds(30)));
    }
  }

  @Test
  void anInstanceComesBackByItsCertificateAlsoAfterARestartOfTheControlPlane() throws Exception {
    X509Svid svid = joinOnce("catalog-1", key);
    server.close();
    server = new TestControlPlane(directory, clock);

    try (var workload = TestWorkload.withCertificate(server, svid)) {
      workload.open().hello(TestWorkload.hello("catalog-1"));

      assertThat(workload.next().getWelcome().getSpiffeId()).isEqualTo(CATALOG.toString());
      assertThat(server.listener().next()).isEqualTo("joined catalog-1");
      assertThat(server.listener().session("catalog-1").registration().labels())
          .isEqualTo(Map.of("app", "catalog"));
      assertThat(workload.whoAmI().get(10, TimeUnit.SECONDS))
          .isEqualTo("catalog-1 " + CATALOG + " EVERYTHING");
    }
  }

  @Test
  void aCertificateAloneOpensAds() throws Exception {
    X509Svid svid = joinOnce("catalog-1", key);

    try (var workload = TestWorkload.withCertificate(server, svid)) {
      assertThat(workload.whoAmI().get(10, TimeUnit.SECONDS))
          .isEqualTo("catalog-1 " + CATALOG + " EVERYTHING");
    }
  }

  @Test
  void anExpiredCertificateRenewsItselfAndDoesNothingElse() throws Exception {
    X509Svid svid = joinOnce("catalog-1", key);
    clock.advance(Duration.ofDays(29));
    KeyPair next = P256.generate(new SecureRandom());
    X509Svid renewed;

    try (var workload = TestWorkload.withCertificate(server, svid)) {
      workload.open().hello(TestWorkload.hello("catalog-1")).healthy();
      assertThat(workload.next().hasWelcome()).isTrue();
      assertThat(workload.whoAmI().get(10, TimeUnit.SECONDS))
          .isEqualTo("catalog-1 " + CATALOG + " SECRETS_ONLY");
      CompletableFuture<Boolean> changed = new CompletableFuture<>();
      server.onMesh(
          () -> server.identities().secrets().watch(CATALOG_1, () -> changed.complete(true)));
      workload.csr(next);
      assertThat(changed.get(10, TimeUnit.SECONDS)).isTrue();
      renewed = svid(next);
      assertThat(server.listener().isSilent()).isTrue();
    }

    try (var workload = TestWorkload.withCertificate(server, renewed)) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(workload.next().hasWelcome()).isTrue();
      assertThat(server.listener().next()).isEqualTo("joined catalog-1");
    }
  }

  @Test
  void aLaterSessionOfTheSameInstanceReplacesTheEarlierOne() throws Exception {
    X509Svid svid = joinOnce("catalog-1", key);
    try (var first = TestWorkload.withCertificate(server, svid);
        var second = TestWorkload.withCertificate(server, svid)) {
      first.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(server.listener().next()).isEqualTo("joined catalog-1");

      second.open().hello(TestWorkload.hello("catalog-1"));

      assertThat(server.listener().next()).isEqualTo("left catalog-1");
      assertThat(server.listener().next()).isEqualTo("joined catalog-1");
      assertThat(first.end().getCode()).isEqualTo(Status.Code.ABORTED);
      second.healthy();
      assertThat(server.listener().next()).startsWith("health catalog-1 true");
    }
  }

  @Test
  void theSameKeyMayRepeatItsTokenUntilTheTtlEnds() throws Exception {
    JoinToken token = server.token("catalog");
    for (int i = 0; i < 3; i++) {
      try (var workload = TestWorkload.withToken(server, token.text())) {
        join(workload, "catalog-1", key);
      }
      assertThat(server.listener().next()).isEqualTo("left catalog-1");
    }
    assertThat(server.observer().refusals()).isEmpty();
  }

  @Test
  void messagesGoBothWaysInOrder() throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      join(workload, "catalog-1", key);
      workload
          .healthy()
          .send(
              FromWorkload.newBuilder()
                  .setReached(Reached.newBuilder().setInstanceUid("web-1").setCause("refused"))
                  .build())
          .send(FromWorkload.newBuilder().setStopping(Stopping.getDefaultInstance()).build());

      assertThat(server.listener().next()).isEqualTo("health catalog-1 true ");
      assertThat(server.listener().next()).isEqualTo("reached catalog-1 web-1 refused");
      assertThat(server.listener().next()).isEqualTo("stopping catalog-1");

      WorkloadSession session = server.listener().session("catalog-1");
      server.onMesh(() -> {
        session.renew();
        session.released(List.of("web-2"));
        return true;
      });
      assertThat(workload.next().hasRenew()).isTrue();
      assertThat(workload.next().getReleased().getLaggardsList()).containsExactly("web-2");
    }
  }

  @Test
  void aRenewalOnTheSameSessionReplacesTheSecretAndTellsItsWatchers() throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      join(workload, "catalog-1", key);
      CompletableFuture<Boolean> changed = new CompletableFuture<>();
      var watch =
          server.onMesh(
              () -> server.identities().secrets().watch(CATALOG_1, () -> changed.complete(true)));

      KeyPair next = P256.generate(new SecureRandom());
      workload.csr(next);

      assertThat(changed.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(KeyHash.of(svid(next).leaf().getPublicKey()))
          .isEqualTo(KeyHash.of(next.getPublic()));
      server.onMesh(() -> {
        watch.close();
        watch.close();
        return true;
      });
    }
  }

  @Test
  void theControlPlanesOwnCertificateIsRenewedAtHalfItsLife() throws Exception {
    X509Svid svid = joinOnce("catalog-1", key);
    var before = server.identities().serverNotAfter();
    clock.advance(Duration.ofMinutes(31));

    try (var workload = TestWorkload.withCertificate(server, svid)) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(workload.next().hasWelcome()).isTrue();
    }

    assertThat(server.identities().serverNotAfter()).isEqualTo(before.plus(Duration.ofMinutes(31)));
  }

  private X509Svid joinOnce(String uid, KeyPair pair) throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      join(workload, uid, pair);
    }
    assertThat(server.listener().next()).isEqualTo("left " + uid);
    return svid(pair);
  }

  private void join(TestWorkload workload, String uid, KeyPair pair) throws Exception {
    workload.open().hello(TestWorkload.hello(uid));
    assertThat(workload.next().hasWelcome()).isTrue();
    workload.csr(pair);
    assertThat(server.listener().next()).isEqualTo("joined " + uid);
  }

  private X509Svid svid(KeyPair pair) throws Exception {
    Secret secret = server.secret(CATALOG_1, "default").orElseThrow();
    return X509Svid.parse(
        secret.getTlsCertificate().getCertificateChain().getInlineBytes().toStringUtf8(),
        pair.getPrivate());
  }
}
