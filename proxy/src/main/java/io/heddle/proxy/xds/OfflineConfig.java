package io.heddle.proxy.xds;

import io.heddle.proxy.config.ProxySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Resources read as a sidecar reads them, without a control plane.
 *
 * @param snapshot with all that can be honoured
 * @param rejected the rest, in the order given
 */
public record OfflineConfig(ProxySnapshot snapshot, List<Refused> rejected) {
  public OfflineConfig {
    rejected = List.copyOf(rejected);
  }

  /** A resource as a control plane sends it. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Given(String typeUrl, String name, byte[] value) {}

  /** A resource that cannot be honoured. */
  public record Refused(String typeUrl, String name, String error) {}

  /** Secrets are looked at and not kept: nobody is connected to. */
  public static OfflineConfig read(List<Given> resources) {
    ResourceDecoder decoder = new ResourceDecoder();
    SnapshotContents contents = new SnapshotContents();
    List<Refused> rejected = new ArrayList<>();
    for (Given given : resources) {
      switch (decode(decoder, given)) {
        case Decoded.Accepted(var resource) -> contents.add(given.name(), resource);
        case Decoded.Rejected(var reason) ->
            rejected.add(new Refused(given.typeUrl(), given.name(), reason));
      }
    }
    return new OfflineConfig(contents.toSnapshot(1), rejected);
  }

  private static Decoded decode(ResourceDecoder decoder, Given given) {
    Optional<ResourceType> type = ResourceType.of(given.typeUrl());
    return type.isEmpty()
        ? new Decoded.Rejected("type URL: unknown (expected: one that a sidecar asks for)")
        : decoder.decode(new ResourceKey(type.get(), given.name()), given.typeUrl(), given.value());
  }
}
