package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** An Envoy or gRPC client at random; it asks by name. */
final class SimulatedStateOfTheWorldClient extends SimulatedClient {
  private final String userAgent;

  /** The names that the server has taken notice of. */
  private final Map<String, Set<String>> asked = new HashMap<>();

  private final Map<String, String> versions = new HashMap<>();
  private final Deque<Received> received = new ArrayDeque<>();
  private StateOfTheWorldClient client;

  SimulatedStateOfTheWorldClient(
      XdsHarness xds, ChangeHistory history, String uid, String userAgent) {
    super(xds, history, uid);
    this.userAgent = userAgent;
    client = connect();
  }

  @Override
  void tellSubscriptions(ResourceKey changed) {
    String type = changed.typeUrl();
    if (received.stream().noneMatch(it -> it.response().getTypeUrl().equals(type))) {
      takeNotice(type);
    }
    client.subscribe(type, names(type));
  }

  @Override
  boolean answer(Random random, int refusalPercent) {
    if (client.waiting() == 0) {
      return false;
    }
    DiscoveryResponse response = client.next();
    Received context = received.remove();
    List<String> names = new ArrayList<>(StateOfTheWorldClient.texts(response).keySet());
    Optional<String> bad =
        names.isEmpty() || random.nextInt(100) >= refusalPercent
            ? Optional.empty()
            : Optional.of(names.get(random.nextInt(names.size())));
    take(context, bad);
    takeNotice(response.getTypeUrl());
    if (bad.isEmpty()) {
      versions.put(response.getTypeUrl(), response.getVersionInfo());
    }
    bad.ifPresentOrElse(
        name -> client.nack(response, name + ": refused"), () -> client.ack(response));
    return true;
  }

  @Override
  void reconnect() {
    client.disconnect();
    startedAnew();
    client = connect();
    for (String type : ChangeHistory.TYPES) {
      if (names(type).length > 0) {
        takeNotice(type);
        client.resume(type, versions.getOrDefault(type, ""), names(type));
      }
    }
  }

  @Override
  boolean isAnsweredWhenMissing() {
    return false;
  }

  @Override
  boolean isToldOfRemovals(String typeUrl) {
    return TypeUrls.isWholeSet(typeUrl);
  }

  private void take(Received context, Optional<String> bad) {
    String type = context.response().getTypeUrl();
    Map<String, String> texts = StateOfTheWorldClient.texts(context.response());
    for (String name : context.asked()) {
      ResourceKey key = new ResourceKey(type, name);
      Optional<String> text = Optional.ofNullable(texts.get(name));
      boolean isFormer = text.isPresent() && history.at(key, context.asOf()).isEmpty();
      if (bad.filter(name::equals).isPresent()) {
        refuse(key, isFormer ? history.introduced(key, text.orElseThrow()) : context.asOf());
      } else if (isFormer) {
        acceptFormer(key, text.orElseThrow());
      } else if (text.isPresent() || TypeUrls.isWholeSet(type)) {
        accept(key, text, context.asOf());
      }
    }
  }

  private void takeNotice(String type) {
    Set<String> names = Set.of(names(type));
    Set<String> dropped = new HashSet<>(asked.getOrDefault(type, Set.of()));
    dropped.removeAll(names);
    dropped.forEach(name -> letsGo(new ResourceKey(type, name)));
    asked.put(type, names);
    names.forEach(name -> asksFor(new ResourceKey(type, name)));
  }

  private String[] names(String type) {
    return wanted().stream()
        .filter(key -> key.typeUrl().equals(type))
        .map(ResourceKey::name)
        .toArray(String[]::new);
  }

  private StateOfTheWorldClient connect() {
    received.clear();
    asked.clear();
    StateOfTheWorldClient made = xds.stateOfTheWorld(uid, userAgent);
    made.onReceive(response ->
        received.add(
            new Received(
                response,
                xds.cache.generation(),
                asked.getOrDefault(response.getTypeUrl(), Set.of()))));
    return made;
  }

  /** A response, and what was true when it was made. */
  private record Received(DiscoveryResponse response, long asOf, Set<String> asked) {}
}
