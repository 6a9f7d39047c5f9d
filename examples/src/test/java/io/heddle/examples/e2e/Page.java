package io.heddle.examples.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a port for operators answers. */
public record Page(String text) {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  public static Page get(String address, String path) throws IOException {
    URI uri = URI.create("http://" + address + path);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try (InputStream body = connection.getInputStream()) {
      return new Page(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  public JsonNode json() throws IOException {
    return JSON.readTree(text);
  }

  /** The sum over a metric's series whose labels contain {@code label}; 0 if there is none. */
  double metric(String name, String label) {
    Pattern series = Pattern.compile("(?m)^" + name + "(\\{[^}]*\\})? ([-+.0-9eE]+|NaN)$");
    Matcher matcher = series.matcher(text);
    double sum = 0;
    while (matcher.find()) {
      String labels = matcher.group(1) == null ? "" : matcher.group(1);
      sum += labels.contains(label) ? Double.parseDouble(matcher.group(2)) : 0;
    }
    return sum;
  }
}
