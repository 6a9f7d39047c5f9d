package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.DeltaClient.texts;
import static io.heddle.controlplane.xds.DeltaClient.versions;
import static io.heddle.controlplane.xds.Samples.CDS;
import static io.heddle.controlplane.xds.Samples.LDS;
import static io.heddle.controlplane.xds.Samples.SDS;
import static io.heddle.controlplane.xds.Samples.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Value;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What belongs to one stream alone: its secrets and its inbound listener. */
final class SecretsTest {
  private final XdsHarness xds = new XdsHarness();

  @AfterEach
  void stop() {
    xds.close();
  }

  @Test
  void aStreamGetsItsOwnSecrets() {
    xds.secrets.put("web-1", "default", "chain of web-1");
    xds.secrets.put("web-2", "default", "chain of web-2");

    assertThat(texts(xds.delta("web-1").subscribe(SDS, "default").take()))
        .isEqualTo(Map.of("default", "chain of web-1"));
    assertThat(texts(xds.delta("web-2").subscribe(SDS, "default").take()))
        .isEqualTo(Map.of("default", "chain of web-2"));
  }

  @Test
  void aSecretThatDoesNotExistYetIsAnsweredWhenItDoes() {
    DeltaClient client = xds.delta("web-1").subscribe(SDS, "default");
    assertThat(client.waiting()).isZero();

    xds.secrets.put("web-1", "default", "chain");
    assertThat(texts(client.take())).isEqualTo(Map.of("default", "chain"));
  }

  @Test
  void aSecretIsNeverAnsweredAsRemoved() {
    xds.secrets.put("web-1", "default", "chain");
    DeltaClient client = xds.delta("web-1").subscribe(SDS, "default", "nonsense").takeAll();
    xds.secrets.remove("web-1", "default");

    assertThat(client.waiting()).isZero();
  }

  @Test
  void onlyTheSecretThatChangedIsSent() {
    xds.secrets.put("web-1", "default", "chain");
    xds.secrets.put("web-1", "ROOTCA", "root");
    DeltaClient client = xds.delta("web-1").subscribe(SDS, "default", "ROOTCA").takeAll();
    xds.secrets.put("web-1", "default", "chain");
    assertThat(client.waiting()).isZero();

    xds.secrets.put("web-1", "default", "renewed");
    assertThat(texts(client.take())).isEqualTo(Map.of("default", "renewed"));
  }

  @Test
  void aSecretThatChangesWhileOneIsInFlightIsSentAfterIt() {
    xds.secrets.put("web-1", "default", "1");
    DeltaClient client = xds.delta("web-1").subscribe(SDS, "default");
    xds.secrets.put("web-1", "default", "2");
    xds.secrets.put("web-1", "default", "3");
    assertThat(texts(client.take())).isEqualTo(Map.of("default", "1"));

    assertThat(texts(client.take())).isEqualTo(Map.of("default", "3"));
    assertThat(client.waiting()).isZero();
  }

  @Test
  void aSecretThatTheClientKeptIsNotSentAgain() {
    xds.secrets.put("web-1", "default", "chain");
    DeltaClient first = xds.delta("web-1").subscribe(SDS, "default");
    Map<String, String> versions = versions(first.take());
    first.disconnect();

    assertThat(xds.delta("web-1").resume(SDS, versions).take().getResourcesList()).isEmpty();
  }

  @Test
  void secretsComeInTheStateOfTheWorldToo() {
    xds.secrets.put("envoy-1", "default", "chain");
    StateOfTheWorldClient envoy = xds.stateOfTheWorld("envoy-1", "envoy");
    envoy.subscribe(SDS, "default", "ROOTCA");
    assertThat(StateOfTheWorldClient.texts(envoy.take())).containsOnlyKeys("default");

    xds.secrets.put("envoy-1", "ROOTCA", "root");
    assertThat(StateOfTheWorldClient.texts(envoy.take())).containsOnlyKeys("ROOTCA");
  }

  @Test
  void anExpiredClientGetsSecretsOnlyAndNothingIsTakenFromIt() {
    xds.access("old-1", Access.SECRETS_ONLY);
    xds.secrets.put("old-1", "default", "chain");
    xds.apply(put(CDS, "a", "1"));
    DeltaClient client = xds.delta("old-1").subscribe(CDS, "a", "missing");
    assertThat(client.waiting()).isZero();

    assertThat(texts(client.subscribe(SDS, "default").take())).containsOnlyKeys("default");
    xds.apply(put(CDS, "a", "2"));
    assertThat(client.waiting()).isZero();
  }

  @Test
  void aPlaintextClientGetsEverythingButSecrets() {
    xds.access("local", Access.NO_SECRETS);
    xds.secrets.put("local", "default", "chain");
    xds.apply(put(CDS, "a", "1"));
    DeltaClient client = xds.delta("local").subscribe(SDS, "default").subscribe(CDS, "a");

    assertThat(client.take().getTypeUrl()).isEqualTo(CDS);
    xds.secrets.put("local", "default", "renewed");
    assertThat(client.waiting()).isZero();
    assertThat(xds.secrets.watches("local")).isZero();
  }

  @Test
  void aClientThatKeepsItsSecretsInFilesIsToldWhichTheyAre() throws Exception {
    xds.access("envoy-1", Access.NO_SECRETS);
    DeltaClient envoy = xds.delta("envoy-1", "envoy");
    var request = DeltaClient.request(SDS).addResourceNamesSubscribe("default");
    request
        .getNodeBuilder()
        .getMetadataBuilder()
        .putFields(
            "heddle.io/certificates", Value.newBuilder().setStringValue("/run/certs").build());
    envoy.sendAsItIs(request);

    Secret secret = envoy.take().getResources(0).getResource().unpack(Secret.class);
    assertThat(secret.getName()).isEqualTo("default");
    assertThat(secret.getTlsCertificate().getCertificateChain().getFilename())
        .isEqualTo("/run/certs/tls.crt");
    assertThat(secret.getTlsCertificate().getPrivateKey().getFilename())
        .isEqualTo("/run/certs/tls.key");
    assertThat(secret.getTlsCertificate().getWatchedDirectory().getPath()).isEqualTo("/run/certs");
  }

  @Test
  void theWatchEndsWithTheStream() {
    DeltaClient client = xds.delta("web-1").subscribe(SDS, "default", "ROOTCA");
    assertThat(xds.secrets.watches("web-1")).isEqualTo(1);

    client.disconnect();
    assertThat(xds.secrets.watches("web-1")).isZero();
  }

  @Test
  void whetherAStreamHasASecretInForceIsKnown() {
    xds.secrets.put("web-1", "ROOTCA", "1");
    DeltaClient client = xds.delta("web-1").subscribe(CDS, "a").takeAll();
    assertThat(holders()).as("not asked for").containsExactly(pending("web-1"));
    client.subscribe(SDS, "ROOTCA");
    DeltaDiscoveryResponse first = client.next();
    assertThat(holders()).as("not acknowledged").containsExactly(pending("web-1"));
    client.ack(first);
    assertThat(holders()).containsExactly(applied("web-1"));

    xds.secrets.put("web-1", "ROOTCA", "2");
    DeltaDiscoveryResponse second = client.next();
    assertThat(holders()).as("another since").containsExactly(pending("web-1"));
    client.nack(second, "ROOTCA: no certificate");
    assertThat(holders()).as("refused").containsExactly(pending("web-1"));

    xds.secrets.put("web-1", "ROOTCA", "3");
    client.ack(client.next());
    assertThat(holders()).containsExactly(applied("web-1"));
    client.disconnect();
    assertThat(holders()).isEmpty();
  }

  @Test
  void aSecretThatTheClientKeptIsInForce() {
    xds.secrets.put("web-1", "ROOTCA", "1");
    DeltaClient first = xds.delta("web-1").subscribe(SDS, "ROOTCA");
    Map<String, String> versions = versions(first.take());
    first.disconnect();

    xds.delta("web-1").resume(SDS, versions);
    assertThat(holders()).containsExactly(applied("web-1"));

    xds.secrets.put("web-1", "ROOTCA", "2");
    xds.delta("web-1").resume(SDS, versions);
    assertThat(holders()).containsExactly(pending("web-1"));
  }

  private List<SecretHolder> holders() {
    return xds.xds.secretHolders("ROOTCA");
  }

  private static SecretHolder applied(String uid) {
    return new SecretHolder(uid, SecretHolder.Progress.APPLIED);
  }

  private static SecretHolder pending(String uid) {
    return new SecretHolder(uid, SecretHolder.Progress.PENDING);
  }

  @Test
  void aProxyGetsItsOwnInboundListenerOnly() {
    xds.apply(put(LDS, "inbound/web-1", "1"), put(LDS, "inbound/web-2", "1"));
    DeltaClient client = xds.delta("web-1").subscribe(LDS, "inbound/web-1", "inbound/web-2");

    var response = client.take();
    assertThat(texts(response)).containsOnlyKeys("inbound/web-1");
    assertThat(response.getRemovedResourcesList()).containsExactly("inbound/web-2");
    xds.apply(put(LDS, "inbound/web-2", "2"));
    assertThat(client.waiting()).isZero();
  }

  @Test
  void aWildcardShowsNoInboundListenerOfOthers() {
    xds.apply(put(ClientKind.ENVOY, LDS, "inbound/web-1", "1"));
    DeltaClient envoy = xds.delta("envoy-1", "envoy").subscribe(LDS);
    assertThat(envoy.take().getResourcesList()).isEmpty();

    xds.apply(put(ClientKind.ENVOY, LDS, "inbound/web-1", "2"));
    assertThat(envoy.waiting()).isZero();
  }

  @Test
  void theSharedCacheTakesNoSecrets() {
    assertThatThrownBy(() -> xds.apply(put(SDS, "default", "chain")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Secret");
    assertThat(xds.xds.configDump()).isEmpty();
  }
}
