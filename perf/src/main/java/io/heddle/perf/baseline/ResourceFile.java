package io.heddle.perf.baseline;

import io.envoyproxy.envoy.service.discovery.v3.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resources in a file, one after the other, each behind its length. */
final class ResourceFile {
  private ResourceFile() {}

  static void write(Path file, List<Resource> resources) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (Resource resource : resources) {
        resource.writeDelimitedTo(out);
      }
    }
  }

  static List<Resource> read(Path file) throws IOException {
    List<Resource> resources = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (@Nullable Resource next = Resource.parseDelimitedFrom(in);
          next != null;
          next = Resource.parseDelimitedFrom(in)) {
        resources.add(next);
      }
    }
    return resources;
  }
}
