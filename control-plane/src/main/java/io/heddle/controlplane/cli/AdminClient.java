package io.heddle.controlplane.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a control plane's admin server. */
final class AdminClient implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

  AdminClient(URI base) {
    this.base = base;
  }

  /** The content of a path that answers with JSON. */
  JsonNode get(String pathAndQuery) throws CommandFailedException {
    return content(send(pathAndQuery));
  }

  /** The same; empty when the control plane does not have what the query names. */
  Optional<JsonNode> find(String pathAndQuery) throws CommandFailedException {
    HttpResponse<String> response = send(pathAndQuery);
    return response.statusCode() == 404 ? Optional.empty() : Optional.of(content(response));
  }

  private JsonNode content(HttpResponse<String> response) throws CommandFailedException {
    JsonNode content = parse(response.body());
    if (response.statusCode() == 200) {
      return content;
    }
    String message =
        "control plane at " + base + ": " + content.path("error").asText(response.body().strip());
    throw response.statusCode() < 500
        ? CommandFailedException.wrongUse(message)
        : CommandFailedException.failed(message);
  }

  /** Why it serves nobody yet; empty: it does. */
  String unready() throws CommandFailedException {
    HttpResponse<String> response = send("/readyz");
    return response.statusCode() == 200
        ? ""
        : "status " + response.statusCode() + " " + response.body().strip();
  }

  private HttpResponse<String> send(String pathAndQuery) throws CommandFailedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(pathAndQuery)).timeout(REQUEST_TIMEOUT).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw CommandFailedException.failed(
          "control plane at " + base + ": not reached (expected: its --admin address)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailedException.failed("control plane at " + base + ": interrupted");
    }
  }

  private JsonNode parse(String body) throws CommandFailedException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw CommandFailedException.failed(
          "control plane at " + base + ": no JSON (expected: its --admin address)");
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
