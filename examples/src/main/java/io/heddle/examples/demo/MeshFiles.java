package io.heddle.examples.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the processes of one mesh keep their files. */
public final class MeshFiles {
  private final Path root;

  public MeshFiles(Path root) {
    this.root = root;
  }

  /** The directory of YAML that the control plane watches. */
  public Path objects() throws IOException {
    return directory("objects");
  }

  public Path controlPlaneState() throws IOException {
    return directory("control-plane");
  }

  public Path sidecarState(String replica) throws IOException {
    return directory("sidecars/" + replica);
  }

  Path ledgers() throws IOException {
    return directory("ledgers");
  }

  Path ledger(String replica) throws IOException {
    return ledgers().resolve(replica + ".ledger");
  }

  public Path log(String process) throws IOException {
    return directory("logs").resolve(process + ".log");
  }

  private Path directory(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }
}
