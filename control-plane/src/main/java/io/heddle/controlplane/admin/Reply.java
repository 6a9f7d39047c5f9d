package io.heddle.controlplane.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;

/** An answer of the admin server, whole. */
record Reply(int status, String contentType, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Reply json(JsonNode content) {
    return json(200, content);
  }

  static Reply text(int status, String line) {
    return new Reply(status, "text/plain; charset=utf-8", line + "\n");
  }

  static Reply error(int status, String message) {
    return json(status, JsonNodeFactory.instance.objectNode().put("error", message));
  }

  private static Reply json(int status, JsonNode content) {
    try {
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content);
      return new Reply(status, "application/json", text + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
