package io.heddle.controlplane.translate;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.model.Attachment;
import io.heddle.controlplane.model.Backend.Target;
import io.heddle.controlplane.model.Instance;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.MeshRoute;
import io.heddle.controlplane.model.ModelKey;
import io.heddle.controlplane.model.Resolution;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.model.ServicePort;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.ResourceChange;
import io.heddle.controlplane.xds.ResourceKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns the model into resources: for each name that a change dirtied, gathers the inputs of that
 * one resource and hands them to its own pure function. Has no state; any thread may use it.
 */
public final class Translator {
  private final TranslateConfig config;
  private final Consumer<ResourceKey> observer;

  public Translator(TranslateConfig config) {
    this(config, key -> {});
  }

  /** A translator that tells {@code observer} each resource it makes anew. */
  public Translator(TranslateConfig config, Consumer<ResourceKey> observer) {
    this.config = config;
    this.observer = observer;
  }

  /** The resources that depend on what is dirty, anew, for each kind of client. */
  public List<ResourceChange> translate(MeshModel model, Set<ModelKey> dirty) {
    return translate(model, dirty.stream().flatMap(key -> Subjects.of(key, model)));
  }

  /** Which resources depend on what is dirty; makes none of them. */
  public static Set<ResourceKey> resourcesOf(Set<ModelKey> dirty, MeshModel model) {
    return dirty.stream()
        .flatMap(key -> Subjects.of(key, model))
        .map(Subject::key)
        .collect(Collectors.toSet());
  }

  /** The clusters and endpoint resources through which clients reach the instance. */
  public static Set<ResourceKey> resourcesOf(String uid, MeshModel model) {
    Optional<Instance> instance = model.instance(uid);
    Set<ResourceKey> resources = new LinkedHashSet<>();
    for (ServiceName service : model.servicesOf(uid)) {
      for (ServicePort port : model.service(service).orElseThrow().ports()) {
        if (instance.flatMap(port::servedBy).isPresent()) {
          resources.add(new Subject.ClusterOf(service, port.port()).key());
          resources.add(new Subject.EndpointsOf(service, port.port()).key());
        }
      }
    }
    return resources;
  }

  List<ResourceChange> translate(MeshModel model, Stream<Subject> subjects) {
    List<ResourceChange> changes = new ArrayList<>();
    for (Subject subject : subjects.collect(Collectors.toCollection(LinkedHashSet::new))) {
      observer.accept(subject.key());
      for (ClientKind kind : ClientKind.values()) {
        Optional<Message> content = content(subject, model, kind).map(Message.class::cast);
        changes.add(new ResourceChange(subject.key(), kind, content));
      }
    }
    return changes;
  }

  private Optional<? extends Message> content(Subject subject, MeshModel model, ClientKind kind) {
    return switch (subject) {
      case Subject.OutboundListenerOf(var name, int number) ->
          port(name, number, model).map(port -> OutboundListener.translate(name, port, kind));
      case Subject.RouteTableOf(var name, int number) ->
          port(name, number, model)
              .filter(port -> OutboundListener.usesTable(port, kind))
              .map(port -> routeTable(name, port, model, kind));
      case Subject.ClusterOf(var name, int number) ->
          port(name, number, model)
              .map(port ->
                  ServiceCluster.translate(name, port, identities(name, model), config, kind));
      case Subject.EndpointsOf(var name, int number) ->
          port(name, number, model)
              .map(port -> Endpoints.translate(name, port, servers(name, port, model)));
      case Subject.InboundListenerOf(var uid) ->
          model
              .instance(uid)
              .filter(_ -> kind == ClientKind.HEDDLE)
              .map(it -> InboundListener.translate(it, model.prefetch(uid), config));
      case Subject.InboundClusterOf(int port, var version) ->
          kind == ClientKind.HEDDLE && model.hasApplicationPort(port)
              ? Optional.of(InboundCluster.translate(port, version))
              : Optional.empty();
    };
  }

  private static Optional<ServicePort> port(ServiceName name, int number, MeshModel model) {
    return model.service(name).flatMap(service -> service.port(number));
  }

  private static List<Server> servers(ServiceName name, ServicePort port, MeshModel model) {
    return Server.of(port, model.instancesOf(name), model.slicesOf(name));
  }

  private static Set<SpiffeId> identities(ServiceName name, MeshModel model) {
    Set<SpiffeId> identities = new LinkedHashSet<>(model.identitiesOf(name));
    identities.addAll(model.formerIdentitiesOf(name));
    return identities;
  }

  private static RouteConfiguration routeTable(
      ServiceName name, ServicePort port, MeshModel model, ClientKind kind) {
    List<MeshRoute> attached = Attachment.of(name, port, model);
    Predicate<Target> exists = target -> Resolution.of(target, model) == Resolution.RESOLVED;
    return RouteTable.translate(name, port, attached, exists, kind);
  }
}
