package io.heddle.controlplane.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdminServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final FakeAdminSource source = new FakeAdminSource();
  private final ControlPlaneMetrics metrics = new ControlPlaneMetrics();
  private final AdminServer server = start(Runnable::run);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    server.close();
    metrics.close();
  }

  @Test
  void isAliveWhileTheMeshThreadAnswers() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/healthz").body()).isEqualTo("ok\n");
  }

  @Test
  void isNotAliveWhenTheMeshThreadDoesNotAnswer() throws Exception {
    try (AdminServer stuck = start(task -> {})) {
      HttpResponse<String> response = get(stuck, "/healthz");

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body()).contains("mesh thread: no answer within 50 ms");
    }
  }

  @Test
  void isReadyWhenItsSourceSaysSo() throws Exception {
    source.unready = "files: not read yet";
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).isEqualTo("files: not read yet\n");

    source.unready = "";
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void showsInstances() throws Exception {
    JsonNode instance = json("/v1/instances").path("instances").path(0);

    assertThat(instance)
        .isEqualTo(
            JSON.readTree(
                """
                {"uid": "catalog-1", "service": "catalog", "namespace": "shop",
                 "identity": "spiffe://cluster.local/ns/shop/sa/catalog",
                 "labels": {"app": "catalog"}, "address": "10.0.0.1",
                 "inbound": [{"name": "http", "appPort": 8080, "port": 18080}],
                 "zone": "zone-a", "state": "SERVING", "since": "1970-01-01T00:00:00Z",
                 "connected": true, "healthy": true, "cause": "", "laggards": ["web-1"]}
                """));
  }

  @Test
  void showsProxiesWithTheirInstances() throws Exception {
    JsonNode proxies = json("/v1/proxies").path("proxies");

    assertThat(proxies.path(0).path("service").asText()).isEqualTo("catalog");
    assertThat(proxies.path(0).path("state").asText()).isEqualTo("SERVING");
    assertThat(proxies.path(1))
        .isEqualTo(
            JSON.readTree(
                """
                {"id": "web-1", "identity": "spiffe://cluster.local/ns/shop/sa/web",
                 "service": "", "namespace": "", "kind": "envoy", "schemaVersion": 0,
                 "connected": false, "address": "", "zone": "", "state": "", "pending": 2,
                 "clockAheadMillis": null,
                 "rejected": [
                   {"type": "Cluster", "name": "outbound|80||catalog", "error": "no EDS"}]}
                """));
  }

  @Test
  void showsItsProcessAndWhoIsBehindEachService() throws Exception {
    assertThat(json("/v1/process"))
        .isEqualTo(
            JSON.readTree(
                """
                {"version": "1.2.3", "pid": 42, "startedAt": "1970-01-01T00:00:00Z",
                 "now": "1970-01-01T00:00:01Z", "files": "/files", "state": "/state",
                 "listen": "127.0.0.1:15012", "openFiles": 50, "openFilesLimit": 1024}
                """));
    assertThat(json("/v1/services"))
        .isEqualTo(
            JSON.readTree(
                """
                {"services": [
                  {"name": "catalog", "namespace": "shop", "ports": [80],
                   "instances": {"SERVING": 1}, "others": {}}]}
                """));
  }

  @Test
  void showsRolloutsAndTheirTotals() throws Exception {
    assertThat(json("/v1/rollouts"))
        .isEqualTo(
            JSON.readTree(
                """
                {"rollouts": [],
                 "totals": {
                   "propagationMillis":
                     {"p50": 0.0, "p99": 0.0, "max": 0.0, "count": 0, "slowest": ""},
                   "misdirected": 0, "refused": 0, "failed": 0, "redispatched": 0,
                   "repeated": 0, "moved": 0}}
                """));
  }

  @Test
  void showsProblemsAndResources() throws Exception {
    assertThat(json("/v1/problems").at("/problems/0/message").asText()).isEqualTo("port: 0");
    assertThat(json("/v1/problems").at("/problems/0/reason").asText()).isEqualTo("Invalid");
    assertThat(json("/v1/problems").at("/problems/0/severity").asText()).isEqualTo("error");
    assertThat(json("/config_dump").at("/resources/0/version").asText()).isEqualTo("abc");
  }

  @Test
  void showsTheBytesOfResources() throws Exception {
    assertThat(json("/v1/resources?listener=catalog.shop.svc.cluster.local:80"))
        .isEqualTo(
            JSON.readTree(
                """
                {"resources": [
                  {"typeUrl": "type.googleapis.com/envoy.config.listener.v3.Listener",
                   "name": "catalog.shop.svc.cluster.local:80", "version": "abc", "value": "SP8="},
                  {"typeUrl": "type.googleapis.com/envoy.config.route.v3.RouteConfiguration",
                   "name": "outbound|80||catalog", "version": "abc", "value": "SP8="}]}
                """));
    assertThat(json("/v1/resources").path("resources")).hasSize(1);
    assertThat(json("/v1/resources?kind=grpc").at("/resources/0/value").asText()).isEqualTo("R/8=");
  }

  @Test
  void showsWhoIsTrustedAndHowFarARotationIs() throws Exception {
    assertThat(json("/v1/authority"))
        .isEqualTo(
            JSON.readTree(
                """
                {"trustDomain": "cluster.local", "phase": "TRUST_BOTH", "since": "1970-01-01T00:00:00Z",
                 "issuer": "%1$s",
                 "roots": [
                   {"keyHash": "%1$s", "subject": "CN=one", "expiresAt": "1970-01-02T00:00:00Z"},
                   {"keyHash": "%2$s", "subject": "CN=two", "expiresAt": "1970-01-02T00:00:01Z"}],
                 "oldestCertificate": {"uid": "catalog-1", "expiresAt": "1970-01-02T00:00:00Z"},
                 "nextRenewalAt": "1970-01-01T12:00:00Z",
                 "laggards": [{"uid": "web-1", "cause": "has not acknowledged the roots in force"}]}
                """
                    .formatted("o".repeat(43), "n".repeat(43))));
    assertThat(get("/metrics").body())
        .contains("heddle_ca_rotation_phase{phase=\"TRUST_BOTH\"} 1.0")
        .contains("heddle_ca_rotation_phase{phase=\"NONE\"} 0.0")
        .contains("heddle_ca_rotation_since_timestamp_seconds 0.0")
        .contains("heddle_ca_rotation_laggards 1.0")
        .contains("heddle_ca_rotation_laggard{uid=\"web-1\"} 1.0");
  }

  @Test
  void tellsWhetherAnObjectIsEverywhere() throws Exception {
    source.convergence.objectChanged("HTTPRoute/shop/catalog", "abc", 5, Set.of());
    source.questionsUntilApplied.set(1);

    assertThat(json("/v1/convergence?object=HTTPRoute/shop/catalog"))
        .isEqualTo(
            JSON.readTree(
                """
                {"converged": false, "applied": 1, "total": 2, "laggards": ["web-1"],
                 "change": "HTTPRoute/shop/catalog@abc"}
                """));
    assertThat(json("/v1/convergence?object=httproute/shop/catalog").path("converged").asBoolean())
        .isTrue();
  }

  @Test
  void readsTheFilesFirstWhenAskedTo() throws Exception {
    assertThat(json("/v1/convergence").path("converged").asBoolean()).isTrue();
    assertThat(source.syncs.get()).isZero();

    json("/v1/convergence?sync=true");
    assertThat(source.syncs.get()).isEqualTo(1);
  }

  @Test
  void anInstanceThatIsNotKnownIsNotConverged() throws Exception {
    JsonNode answer = json("/v1/convergence?instance=catalog-9&state=SERVING");

    assertThat(answer.path("converged").asBoolean()).isFalse();
    assertThat(answer.path("change").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          /v1/convergence?object=x; 400; object: x (expected: KIND/NAMESPACE/NAME)
          /v1/convergence?object=a/b/c; 404; object: a/b/c (expected: one that was read)
          /v1/convergence?object=a/b/c&instance=d; 400; query: object and instance (expected: one of them)
          /v1/convergence?state=SERVING; 400; state: without instance (expected: both)
          /v1/convergence?instance=a&state=UP; 400; state: UP (expected: PENDING, WARMING, SERVING, DRAINING, RELEASED)
          /v1/convergence?sync=maybe; 400; sync: maybe (expected: true or false)
          /v1/convergence?sync=true&sync=true; 400; sync: twice (expected: once)
          /v1/resources?listener=a; 404; listener: a (expected: one that is in force)
          /v1/resources?kind=nginx; 400; kind: nginx (expected: heddle, envoy, grpc)
          /v1/resources?name=a; 400; query: name (expected: kind, listener)
          /v1/instances?uid=a; 400; query: uid (expected: none)
          /v1/instances?uid; 400; query: uid (expected: name=value)
          """)
  void refusesWhatMakesNoSense(String path, int status, String error) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(JSON.readTree(response.body()).path("error").asText()).isEqualTo(error);
  }

  @Test
  void aPathThatDoesNotExistNamesThoseThatDo() throws Exception {
    HttpResponse<String> response = get("/v1");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("/v1/instances");
  }

  @Test
  void onlyReads() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(uri(server, "/v1/instances"))
            .POST(BodyPublishers.ofString("{}"))
            .build();

    HttpResponse<String> response = client.send(post, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).contains("GET, HEAD");
  }

  @Test
  void aHeadHasNoBody() throws Exception {
    HttpRequest head =
        HttpRequest.newBuilder(uri(server, "/healthz"))
            .method("HEAD", BodyPublishers.noBody())
            .build();

    HttpResponse<String> response = client.send(head, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void showsMetrics() throws Exception {
    metrics.pushed("type.googleapis.com/envoy.config.cluster.v3.Cluster");
    metrics.rejected("type.googleapis.com/envoy.config.cluster.v3.Cluster");
    metrics.refused("token_expired");
    metrics.certificateIssued();
    metrics.propagated(4_000_000, "web-1");
    metrics.certificateExpiry("root", () -> Instant.ofEpochSecond(1_800_000_000));

    String scraped = get("/metrics").body();

    assertThat(scraped)
        .contains("heddle_xds_pushes_total{type=\"Cluster\"} 1.0")
        .contains("heddle_xds_nacks_total{type=\"Cluster\"} 1.0")
        .contains("heddle_identity_refused_total{reason=\"token_expired\"} 1.0")
        .contains("heddle_certificates_issued_total 1.0")
        .contains("heddle_convergence_propagation_seconds_bucket{le=\"0.005\"} 1")
        .contains("heddle_convergence_propagation_seconds_bucket{le=\"0.002\"} 0")
        .contains("heddle_certificate_expiry_timestamp_seconds{certificate=\"root\"} 1.8E9")
        .contains("heddle_instances{state=\"SERVING\"} 1.0")
        .contains("heddle_instances{state=\"PENDING\"} 0.0")
        .contains("heddle_xds_streams 1.0")
        .contains("heddle_config_problems 1.0")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void anAddressThatIsTakenIsNotBoundTwice() {
    assertThatThrownBy(() -> AdminServer.start(server.address(), pages(Runnable::run)).close())
        .isInstanceOf(BindException.class);
  }

  private AdminServer start(Executor mesh) {
    try {
      return AdminServer.start(ANY_PORT, pages(mesh));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private AdminPages pages(Executor mesh) {
    return new AdminPages(source, new MeshHop(mesh, Duration.ofMillis(50)), metrics);
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return get(server, path);
  }

  private HttpResponse<String> get(AdminServer from, String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(from, path)).build(), BodyHandlers.ofString());
  }

  private static URI uri(AdminServer server, String path) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
  }
}
