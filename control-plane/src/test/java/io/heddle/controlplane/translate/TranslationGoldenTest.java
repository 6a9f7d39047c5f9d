package io.heddle.controlplane.translate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.Cors;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.heddle.controlplane.Golden;
import io.heddle.controlplane.files.ObjectSet.Entry;
import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.status.Condition;
import io.heddle.controlplane.status.Conditions;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.ResourceChange;
import io.heddle.controlplane.xds.ResourceKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Objects and instances in; resources for each kind of client, and conditions, out. */
class TranslationGoldenTest {
  private static final String FOLDER = "translate";
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer()
          .usingTypeRegistry(
              TypeRegistry.newBuilder()
                  .add(HttpConnectionManager.getDescriptor())
                  .add(Router.getDescriptor())
                  .add(Cors.getDescriptor())
                  .add(CorsPolicy.getDescriptor())
                  .add(TcpProxy.getDescriptor())
                  .add(UpstreamTlsContext.getDescriptor())
                  .add(DownstreamTlsContext.getDescriptor())
                  .add(HttpProtocolOptions.getDescriptor())
                  .add(PreviousHostsPredicate.getDescriptor())
                  .build())
          .preservingProtoFieldNames()
          .omittingInsignificantWhitespace();
  private static final Comparator<ResourceKey> BY_TYPE_AND_NAME =
      Comparator.comparing(ResourceKey::typeUrl).thenComparing(ResourceKey::name);

  static List<String> cases() throws IOException {
    return Golden.cases(FOLDER);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void translatesAsRecorded(String name) throws IOException {
    TranslationCase given = TranslationCase.parse(Golden.in(FOLDER, name));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("resources", resources(given));
    result.put("conditions", conditions(given));
    result.put("problems", given.objects().problems().stream().map(Problem::toString).toList());
    String actual =
        new Dump(
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(1_000).build())
            .dumpToString(result);

    Golden.check(FOLDER, name, "yaml", actual);
  }

  /** Kinds of clients that get the same content share an entry. */
  private static List<Object> resources(TranslationCase given) throws IOException {
    Map<ResourceKey, Map<Message, List<ClientKind>>> contents = new TreeMap<>(BY_TYPE_AND_NAME);
    for (ResourceChange change :
        new Translator(given.config()).translate(given.model(), AllSubjects.of(given.model()))) {
      if (change.content().isPresent() && given.isAbout(change)) {
        contents
            .computeIfAbsent(change.key(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(change.content().get(), _ -> new ArrayList<>())
            .add(change.kind());
      }
    }
    List<Object> resources = new ArrayList<>();
    for (Map.Entry<ResourceKey, Map<Message, List<ClientKind>>> resource : contents.entrySet()) {
      for (Map.Entry<Message, List<ClientKind>> content : resource.getValue().entrySet()) {
        resources.add(shown(resource.getKey(), content.getKey(), content.getValue()));
      }
    }
    return resources;
  }

  private static Map<String, Object> shown(ResourceKey key, Message content, List<ClientKind> kinds)
      throws IOException {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("type", shortType(key));
    shown.put("name", key.name());
    shown.put("for", kinds.stream().map(ClientKind::name).toList());
    shown.put("content", new ObjectMapper().readValue(PRINTER.print(content), Map.class));
    return shown;
  }

  private static List<Object> conditions(TranslationCase given) {
    Map<String, List<Condition>> byObject = new TreeMap<>();
    for (Entry entry : given.objects().entries().values()) {
      byObject.put(
          entry.object().objectName().toString(),
          Conditions.of(entry.object(), entry.origin(), given.model()));
    }
    given
        .objects()
        .rejected()
        .forEach((name, rejected) -> byObject.put(name.toString(), Conditions.of(rejected)));
    return byObject.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(it -> shown(entry.getKey(), it)))
        .map(Object.class::cast)
        .toList();
  }

  private static String shown(String object, Condition condition) {
    return Stream.of(
            object + " " + condition.type() + "=" + condition.status(),
            condition.reason(),
            condition.message())
        .filter(part -> !part.isEmpty())
        .reduce((left, right) -> left + " " + right)
        .orElseThrow();
  }

  private static String shortType(ResourceKey key) {
    return key.typeUrl().substring(key.typeUrl().lastIndexOf('.') + 1);
  }
}
