package io.heddle.proxy.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.SpiffeId;
import io.heddle.proxy.config.WorkloadIdentity;
import io.heddle.v1.CsrRefused;
import io.heddle.v1.FromWorkload;
import io.heddle.v1.FromWorkload.MessageCase;
import io.heddle.v1.Renew;
import io.heddle.v1.ToWorkload;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The whole client: how it joins, whom it believes, how it renews. */
final class ClientCredentialTest extends ClientAgainstServer {
  ClientCredentialTest() throws Exception {}

  @Test
  void aServerWithoutThePinnedRootIsNotTalkedTo() {
    JoinToken other =
        JoinToken.parse(
            "heddle1.abcdefghij." + "s".repeat(43) + "." + ScriptedControlPlane.authority().pin());
    client(Optional.of(other)).start();

    assertThat(events.next("credential"))
        .contains("SERVER_UNTRUSTED", "the root that the join token pins");
    assertThat(server.sessions()).isZero();
  }

  @Test
  void aWorkloadOfTheMeshIsNotTheControlPlane() throws Exception {
    server.close();
    server = new ScriptedControlPlane(authority, SpiffeId.of("cluster.local", "shop", "web"));
    client(Optional.of(server.token())).start();

    assertThat(events.next("credential")).contains("spiffe://cluster.local/ns/shop/sa/web");
    assertThat(server.sessions()).isZero();
  }

  @Test
  void rejoinsByCertificateAfterARestart() throws Exception {
    ControlPlaneClient first = client(Optional.of(server.token()));
    configure(first);
    events.next("first-config");
    first.close();

    ControlPlaneClient second = client(Optional.empty());
    second.start();
    ScriptedControlPlane.Session rejoined = server.awaitSession();

    assertThat(second.instanceUid()).isEqualTo(first.instanceUid());
    assertThat(rejoined.caller().authorization()).isEmpty();
    assertThat(rejoined.caller().certificate().orElseThrow().getSubjectX500Principal().getName())
        .contains(first.instanceUid());
    assertThat(dataPath.current().identity()).isPresent();
  }

  @Test
  void needsATokenWhenItHasNoCertificate() {
    assertThatThrownBy(() -> client(Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("join token: none");
  }

  @Test
  void asksWithANewKeyEachTime() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    List<X509Certificate> first = configure(client);
    events.next("first-config");

    session().send(ToWorkload.newBuilder().setRenew(Renew.getDefaultInstance()).build());
    FromWorkload csr = session().next(MessageCase.CSR);
    List<X509Certificate> second = server.sign(csr, client.instanceUid(), Duration.ofHours(1));
    ads().send(ResourceType.SECRET, "2", EnvoyResources.chain(second));
    ads().nextAnswer();

    assertThat(second.getFirst().getPublicKey()).isNotEqualTo(first.getFirst().getPublicKey());
    assertThat(dataPath.current().identity().orElseThrow().svid().leaf())
        .isEqualTo(second.getFirst());
  }

  @Test
  void theRootIsReplacedOverOneConnectionAndTheNextIsCheckedByTheNewOne() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    configure(client);
    events.next("first-config");

    server.changeRoot(ScriptedControlPlane.authority());
    ads().send(ResourceType.SECRET, "2", EnvoyResources.roots(server.roots()));
    ads().nextAnswer();
    session().send(ToWorkload.newBuilder().setRenew(Renew.getDefaultInstance()).build());
    FromWorkload csr = session().next(MessageCase.CSR);
    List<X509Certificate> chain = server.sign(csr, client.instanceUid(), Duration.ofHours(1));
    ads().send(ResourceType.SECRET, "3", EnvoyResources.chain(chain));
    ads().nextAnswer();

    WorkloadIdentity identity = dataPath.current().identity().orElseThrow();
    assertThat(identity.svid().chain()).isEqualTo(chain);
    assertThat(identity.bundle().roots()).isEqualTo(server.roots()).hasSize(2);
    assertThat(server.sessions()).as("no other session than the first").isZero();

    server.restart();
    assertThat(server.awaitSession().caller().certificate()).contains(chain.getFirst());
  }

  @Test
  void joinsWithATokenThatPinsTheNextRootAsWellAndABundleOfBoth() throws Exception {
    CertificateAuthority next = ScriptedControlPlane.authority();
    JoinToken token = JoinToken.parse(server.token().text() + "." + next.pin());
    server.changeRoot(next);
    server.restart();

    ControlPlaneClient client = client(Optional.of(token));
    configure(client);

    assertThat(dataPath.current().identity().orElseThrow().bundle().roots())
        .isEqualTo(server.roots())
        .hasSize(2);
  }

  @Test
  void renewsAtHalfLife() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    ScriptedControlPlane.Ads ads = openAds(client);
    FromWorkload first = session().next(MessageCase.CSR);
    ads.send(
        ResourceType.SECRET,
        "1",
        EnvoyResources.chain(server.sign(first, client.instanceUid(), Duration.ofSeconds(2))),
        EnvoyResources.roots(server.roots()));

    FromWorkload second = session().next(MessageCase.CSR);

    assertThat(publicKey(second)).isNotEqualTo(publicKey(first));
  }

  @Test
  void repeatsARefusedRequestWithTheSameKeyAfterTheTimeThatWasSaid() throws Exception {
    ControlPlaneClient client = client(Optional.of(server.token()));
    openAds(client);
    FromWorkload first = session().next(MessageCase.CSR);

    session()
        .send(
            ToWorkload.newBuilder()
                .setCsrRefused(
                    CsrRefused.newBuilder().setReason("too often").setRetryAfterMillis(20))
                .build());

    assertThat(publicKey(session().next(MessageCase.CSR))).isEqualTo(publicKey(first));
    assertThat(events.next("credential")).contains("SIGNING_REFUSED", "too often");
  }

  @Test
  void surfacesWhyACredentialWasRefused() {
    server.refuse(Optional.of(Status.UNAUTHENTICATED.withDescription("join token: used up")));
    ControlPlaneClient client = client(Optional.of(server.token()));
    client.start();

    assertThat(events.next("credential"))
        .isEqualTo("credential REFUSED session: UNAUTHENTICATED: join token: used up");
    server.refuse(Optional.empty());
    assertThat(server.awaitSession().next().hasHello()).isTrue();
  }
}
