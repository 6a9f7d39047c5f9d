package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TypeRegistry;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.heddle.proxy.evaluate.EvaluateCommand;
import io.heddle.proxy.telemetry.JsonText;
import io.heddle.proxy.xds.OfflineConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** A sidecar does with requests what {@code heddle proxy evaluate} says that it does. */
final class OffLineAgreementTest {
  private static final int REQUESTS = 700;
  private static final String RESPONSE =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nx-app: app\r\n\r\nok";
  private static final TypeRegistry TYPES =
      TypeRegistry.newBuilder()
          .add(Listener.getDescriptor())
          .add(RouteConfiguration.getDescriptor())
          .add(Cluster.getDescriptor())
          .add(CorsPolicy.getDescriptor())
          .add(HttpConnectionManager.getDescriptor())
          .build();

  private TestApplication application;
  private TestProxy sidecar;

  @BeforeEach
  void start() throws Exception {
    application = new TestApplication(TestApplication.responding(RESPONSE));
    sidecar = TestProxy.outbound();
  }

  @AfterEach
  void stop() throws Exception {
    sidecar.close();
    application.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theSidecarDoesWhatIsSaidOffLine(long seed) throws Exception {
    List<OfflineConfig.Given> resources = resources();
    SeededRequests seeded = new SeededRequests(seed);
    List<SeededRequests.Request> requests = Stream.generate(seeded::next).limit(REQUESTS).toList();
    List<Map<?, ?>> answers = evaluate(resources, requests);
    sidecar.apply(OfflineConfig.read(resources).snapshot());

    Map<String, Integer> seen = new TreeMap<>();
    for (int i = 0; i < requests.size(); i++) {
      OffLineAnswer answer = new OffLineAnswer(answers.get(i));
      int before = application.requests().size();
      String response = TestClient.once(sidecar.address(), requests.get(i).onTheWire());
      List<String> forwarded =
          application.requests().subList(before, application.requests().size());
      assertThat(answer.differencesFrom(response, List.copyOf(forwarded)))
          .as("request %d: %s%nanswer: %s%nresponse: %s", i, requests.get(i), answer, response)
          .isEmpty();
      seen.merge(answer.kind(), 1, Integer::sum);
    }
    assertThat(seen.keySet()).contains("forward", "redirect", "respond 200", "respond 410");
    assertThat(seen.keySet()).contains("none 400", "none 404", "no cluster");
  }

  private List<OfflineConfig.Given> resources() throws Exception {
    String text;
    try (var in = OffLineAgreementTest.class.getResourceAsStream("/evaluate/agreement.textproto")) {
      text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    DiscoveryResponse.Builder all = DiscoveryResponse.newBuilder();
    TextFormat.Parser.newBuilder()
        .setTypeRegistry(TYPES)
        .build()
        .merge(text.replace("65000", Integer.toString(application.port())), all);
    List<String> names = List.of(Snapshots.CATALOG, "shop", "app");
    List<OfflineConfig.Given> given = new ArrayList<>();
    for (Any any : all.getResourcesList()) {
      given.add(
          new OfflineConfig.Given(
              any.getTypeUrl(), names.get(given.size()), any.getValue().toByteArray()));
    }
    return given;
  }

  private static List<Map<?, ?>> evaluate(
      List<OfflineConfig.Given> resources, List<SeededRequests.Request> requests) {
    JsonText json = new JsonText().open('{').name("resources").open('[');
    for (OfflineConfig.Given given : resources) {
      json.open('{')
          .member("typeUrl", given.typeUrl())
          .member("name", given.name())
          .member("value", Base64.getEncoder().encodeToString(given.value()))
          .close('}');
    }
    json.close(']').name("requests").open('[');
    requests.forEach(request -> request.write(json));
    String question = json.close(']').close('}').toString();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        EvaluateCommand.create(
                new ByteArrayInputStream(question.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8))
            .execute();
    assertThat(code).isZero();
    return answers(out.toString(StandardCharsets.UTF_8));
  }

  private static List<Map<?, ?>> answers(String json) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new JsonSchema())
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();
    Map<?, ?> read = (Map<?, ?>) Objects.requireNonNull(new Load(settings).loadFromString(json));
    assertThat((List<?>) read.get("rejected")).isEmpty();
    List<Map<?, ?>> answers = new ArrayList<>();
    ((List<?>) Objects.requireNonNull(read.get("answers")))
        .forEach(answer -> answers.add((Map<?, ?>) answer));
    return answers;
  }
}
