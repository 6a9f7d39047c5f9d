package io.heddle.proxy.evaluate;

import io.heddle.proxy.config.HeaderEdits.Header;
import io.heddle.proxy.xds.OfflineConfig;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** Reads the JSON that asks; what it does not know is an error. */
final class InputReader {
  private InputReader() {}

  static Input read(String json) throws UnreadableInputException {
    JsonPart root = parse(json).allowing(Set.of("resources", "requests"));
    List<OfflineConfig.Given> resources = new ArrayList<>();
    for (JsonPart part : root.elements("resources")) {
      resources.add(resource(part));
    }
    List<Question> questions = new ArrayList<>();
    for (JsonPart part : root.elements("requests")) {
      questions.add(question(part));
    }
    return new Input(resources, questions);
  }

  /** JSON is YAML, so what reads the sidecar's settings reads this, too. */
  private static JsonPart parse(String json) throws UnreadableInputException {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new JsonSchema())
            .setAllowDuplicateKeys(false)
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();
    try {
      Object value = new Load(settings).loadFromString(json);
      return new JsonPart("", value == null ? "nothing" : value);
    } catch (YamlEngineException e) {
      throw new UnreadableInputException(
          "input: " + String.valueOf(e.getMessage()).replaceAll("\\s*\\n\\s*", "; "));
    }
  }

  private static OfflineConfig.Given resource(JsonPart part) throws UnreadableInputException {
    part.allowing(Set.of("typeUrl", "name", "version", "value"));
    return new OfflineConfig.Given(part.text("typeUrl"), part.text("name"), bytes(part));
  }

  private static byte[] bytes(JsonPart resource) throws UnreadableInputException {
    try {
      return Base64.getDecoder().decode(resource.text("value"));
    } catch (IllegalArgumentException e) {
      throw new UnreadableInputException(
          resource.place() + ".value: " + e.getMessage() + " (expected: base64)");
    }
  }

  private static Question question(JsonPart part) throws UnreadableInputException {
    part.allowing(
        Set.of(
            "listener",
            "port",
            "applicationProtocol",
            "method",
            "authority",
            "path",
            "scheme",
            "headers"));
    List<Header> headers = new ArrayList<>();
    for (JsonPart header : part.elements("headers")) {
      header.allowing(Set.of("name", "value"));
      headers.add(new Header(line(header, "name"), line(header, "value")));
    }
    return new Question(
        part.text("listener"),
        part.port("port"),
        part.text("applicationProtocol", ""),
        part.member("method").isPresent() ? line(part, "method") : "GET",
        line(part, "authority"),
        line(part, "path"),
        scheme(part),
        headers);
  }

  private static String scheme(JsonPart part) throws UnreadableInputException {
    String scheme = part.text("scheme", "http");
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new UnreadableInputException(
          part.place() + ".scheme: " + scheme + " (expected: http or https)");
    }
    return scheme;
  }

  /** A text that can be part of one line of a head. */
  private static String line(JsonPart part, String name) throws UnreadableInputException {
    String text = part.text(name);
    if (text.chars().anyMatch(c -> c == '\r' || c == '\n' || c > 0xff)) {
      throw new UnreadableInputException(
          part.place() + "." + name + ": has other characters (expected: one line of ISO-8859-1)");
    }
    return text;
  }
}
