package io.heddle.controlplane.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** The process as JSON. */
final class ProcessJson {
  private ProcessJson() {}

  static JsonNode of(ProcessStatus process) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("version", process.version())
        .put("pid", process.pid())
        .put("startedAt", process.startedAt().toString())
        .put("now", process.now().toString())
        .put("files", process.files())
        .put("state", process.state())
        .put("listen", process.listen())
        .put("openFiles", process.openFiles().count())
        .put("openFilesLimit", process.openFiles().limit());
  }
}
