package io.heddle.controlplane.translate;

import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.files.FileSource;
import io.heddle.controlplane.files.ObjectSet;
import io.heddle.controlplane.model.EndpointSlice;
import io.heddle.controlplane.model.InboundPort;
import io.heddle.controlplane.model.Instance;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.MeshObject;
import io.heddle.controlplane.model.MeshRoute;
import io.heddle.controlplane.model.Service;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.ResourceChange;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A golden case's input: settings and instances in the first document, objects in the others.
 *
 * @param show types of resources that the case is about
 * @param of the service whose resources the case is about; empty: all
 * @param kinds of clients that the case is about
 */
record TranslationCase(
    TranslateConfig config,
    List<String> show,
    String of,
    List<ClientKind> kinds,
    MeshModel model,
    ObjectSet objects) {
  private static final String SEPARATOR = "\n---\n";
  private static final List<String> ALL_TYPES =
      List.of("Listener", "RouteConfiguration", "Cluster", "ClusterLoadAssignment");

  boolean isAbout(ResourceChange change) {
    String type = change.key().typeUrl();
    return show.contains(type.substring(type.lastIndexOf('.') + 1))
        && kinds.contains(change.kind())
        && (of.isEmpty() || change.key().name().contains(of + "."));
  }

  private static MeshModel.Change with(MeshObject object, MeshModel model) {
    return switch (object) {
      case Service service -> model.with(service);
      case MeshRoute route -> model.with(route);
      case EndpointSlice slice -> model.with(slice);
    };
  }

  static TranslationCase parse(String text) {
    int split = text.indexOf(SEPARATOR);
    Map<?, ?> settings = settings(text.substring(0, split));
    // The settings become blank lines, so that problems name the lines of the case.
    String objectText =
        "\n".repeat((int) text.substring(0, split + 1).lines().count()) + text.substring(split + 1);
    ObjectSet objects = FileSource.read(new TreeMap<>(Map.of("mesh.yaml", objectText)));
    String trustDomain = string(settings, "trustDomain", "cluster.local");
    MeshModel model = MeshModel.EMPTY;
    for (MeshObject object : objects.objects()) {
      model = with(object, model).model();
    }
    for (Object instance : list(settings, "instances")) {
      model = model.with(instance((Map<?, ?>) instance, trustDomain)).model();
    }
    for (Map.Entry<?, ?> entry : map(settings, "prefetch").entrySet()) {
      String uid = String.valueOf(entry.getKey());
      model = model.withPrefetch(uid, strings((List<?>) entry.getValue())).model();
    }
    return new TranslationCase(
        new TranslateConfig(trustDomain),
        settings.containsKey("show") ? strings(list(settings, "show")) : ALL_TYPES,
        string(settings, "of", ""),
        settings.containsKey("kinds")
            ? strings(list(settings, "kinds")).stream().map(ClientKind::valueOf).toList()
            : Arrays.asList(ClientKind.values()),
        model,
        objects);
  }

  private static Map<?, ?> settings(String text) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(text);
    return loaded == null ? Map.of() : (Map<?, ?>) loaded;
  }

  private static Instance instance(Map<?, ?> fields, String trustDomain) {
    String namespace = string(fields, "namespace", "default");
    String account = string(fields, "account", "");
    Map<String, String> labels = new TreeMap<>();
    map(fields, "labels")
        .forEach((key, value) -> labels.put(String.valueOf(key), String.valueOf(value)));
    return new Instance(
        string(fields, "uid", ""),
        SpiffeId.of(trustDomain, namespace, account),
        namespace,
        labels,
        string(fields, "address", "127.0.0.1"),
        strings(list(fields, "inbound")).stream().map(TranslationCase::inbound).toList(),
        string(fields, "zone", ""),
        InstanceState.valueOf(string(fields, "state", "SERVING")));
  }

  /** As on the command line: {@code [NAME:]APP=PORT}. */
  private static InboundPort inbound(String text) {
    int colon = text.indexOf(':');
    int equals = text.indexOf('=');
    return new InboundPort(
        colon < 0 ? "" : text.substring(0, colon),
        Integer.parseInt(text.substring(colon + 1, equals)),
        Integer.parseInt(text.substring(equals + 1)));
  }

  private static String string(Map<?, ?> fields, String name, String fallback) {
    Object value = fields.get(name);
    return value == null ? fallback : value.toString();
  }

  private static List<?> list(Map<?, ?> fields, String name) {
    Object value = fields.get(name);
    return value == null ? List.of() : (List<?>) value;
  }

  private static Map<?, ?> map(Map<?, ?> fields, String name) {
    Object value = fields.get(name);
    return value == null ? Map.of() : (Map<?, ?>) value;
  }

  private static List<String> strings(List<?> values) {
    return values.stream().map(String::valueOf).toList();
  }
}
