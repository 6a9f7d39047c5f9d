package io.heddle.controlplane.xds;

import io.heddle.controlplane.xds.SecretSource.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream's own secrets; they are asked for again at each use and kept nowhere. */
final class OwnSecrets implements NamedSecrets, AutoCloseable {
  private final SecretSource secrets;
  private final ProxyIdentity proxy;
  private final ResourceEncoder encoder;
  private final Runnable changed;
  private final Map<String, String> versions = new HashMap<>();
  private @Nullable Subscription subscription;

  OwnSecrets(SecretSource secrets, ProxyIdentity proxy, ResourceEncoder encoder, Runnable changed) {
    this.secrets = secrets;
    this.proxy = proxy;
    this.encoder = encoder;
    this.changed = changed;
  }

  @Override
  public Optional<EncodedResource> find(String name) {
    return secrets
        .secret(proxy, name)
        .map(secret -> encoder.encode(new ResourceKey(TypeUrls.SECRET, name), secret));
  }

  @Override
  public void watch(String name) {
    versions.put(name, version(name));
    if (subscription == null) {
      subscription = secrets.watch(proxy, changed);
    }
  }

  @Override
  public void unwatch(String name) {
    versions.remove(name);
  }

  @Override
  public void close() {
    if (subscription != null) {
      subscription.close();
    }
  }

  /** The names whose content is another one than at the last call. */
  List<String> changes() {
    List<String> different =
        versions.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(version(entry.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    different.forEach(name -> versions.put(name, version(name)));
    return different;
  }

  private String version(String name) {
    return find(name).map(EncodedResource::version).orElse("");
  }
}
