package io.heddle.controlplane.identity;

import io.heddle.certs.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where the control plane keeps what must outlive it. Whoever may write here may admit workloads.
 *
 * @param root only its owner may enter it
 */
public record StateDirectory(Path root) {
  public Path authority() {
    return root.resolve("ca");
  }

  public Path tokens() {
    return root.resolve("tokens");
  }

  public Path registrations() {
    return root.resolve("registrations");
  }

  void create() throws IOException {
    AtomicFile.createPrivateDirectory(authority());
    AtomicFile.createPrivateDirectory(tokens());
    AtomicFile.createPrivateDirectory(registrations());
  }
}
