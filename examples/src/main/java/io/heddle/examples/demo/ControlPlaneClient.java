package io.heddle.examples.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Asks the control plane's admin port. */
final class ControlPlaneClient {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;

  ControlPlaneClient(String address) {
    this.address = address;
  }

  /** The state of each instance that the control plane knows, by uid. */
  Map<String, String> instances() throws IOException {
    JsonNode answer = get("/v1/instances");
    JsonNode list = answer.isArray() ? answer : answer.path("instances");
    Map<String, String> states = new HashMap<>();
    for (JsonNode instance : list) {
      states.put(
          instance.path("uid").asText(), instance.path("state").asText().toUpperCase(Locale.ROOT));
    }
    return states;
  }

  SidecarTotals totals() throws IOException {
    return SidecarTotals.parse(get("/v1/rollouts"));
  }

  private JsonNode get(String path) throws IOException {
    URI uri = URI.create("http://" + address + path);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try (InputStream body = connection.getInputStream()) {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new IOException(uri + ": " + e.getMessage(), e);
    }
  }
}
