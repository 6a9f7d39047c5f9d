package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Secrets by uid and name. */
final class FakeSecrets implements SecretSource {
  private final Map<String, Map<String, String>> texts = new HashMap<>();
  private final Map<String, List<Runnable>> watches = new HashMap<>();
  private final Set<String> failing = new HashSet<>();

  void put(String uid, String name, String text) {
    texts.computeIfAbsent(uid, _ -> new HashMap<>()).put(name, text);
    changed(uid);
  }

  void remove(String uid, String name) {
    texts.getOrDefault(uid, new HashMap<>()).remove(name);
    changed(uid);
  }

  void failFor(String uid) {
    failing.add(uid);
  }

  int watches(String uid) {
    return watches.getOrDefault(uid, List.of()).size();
  }

  @Override
  public Optional<Secret> secret(ProxyIdentity proxy, String name) {
    if (failing.contains(proxy.uid())) {
      throw new IllegalStateException("the test wants this to fail");
    }
    return Optional.ofNullable(texts.getOrDefault(proxy.uid(), Map.of()).get(name))
        .map(text -> Samples.secret(name, text));
  }

  @Override
  public Subscription watch(ProxyIdentity proxy, Runnable changed) {
    List<Runnable> ofProxy = watches.computeIfAbsent(proxy.uid(), _ -> new ArrayList<>());
    ofProxy.add(changed);
    return () -> ofProxy.remove(changed);
  }

  private void changed(String uid) {
    List.copyOf(watches.getOrDefault(uid, List.of())).forEach(Runnable::run);
  }
}
