package io.heddle.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports that were picked, kept in the state directory: a sidecar that is started again is found
 * where it was.
 */
final class PortMemory {
  private static final Logger LOG = LoggerFactory.getLogger(PortMemory.class);

  private final Path file;
  private final Map<String, Integer> ports = new TreeMap<>();

  PortMemory(Path state) {
    this.file = state.resolve("ports");
    if (Files.exists(file)) {
      try {
        Files.readAllLines(file).forEach(this::read);
      } catch (IOException e) {
        LOG.warn("ports that were picked before are not known: {}", e.toString());
      }
    }
  }

  private void read(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length == 2 && parts[1].matches("\\d{1,5}")) {
      ports.put(parts[0], Integer.parseInt(parts[1]));
    }
  }

  /** The port asked for; where any will do, the one that was picked last time, or 0. */
  int preferred(String name, int asked) {
    return asked != 0 ? asked : ports.getOrDefault(name, 0);
  }

  void picked(String name, int port) {
    ports.put(name, port);
  }

  void save() {
    StringBuilder text = new StringBuilder();
    ports.forEach((name, port) -> text.append(name).append(' ').append(port).append('\n'));
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      LOG.warn("ports that were picked are not kept: {}", e.toString());
    }
  }
}
