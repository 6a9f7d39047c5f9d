package io.heddle.controlplane.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the commands that ask a control plane have in common. */
final class ClientOptions {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--admin",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:15014",
      converter = AdminUrl.class,
      description = "the control plane's admin address (default: ${DEFAULT-VALUE})")
  URI admin = URI.create("http://127.0.0.1:15014");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      converter = FormatName.class,
      description = "text or json (default: ${DEFAULT-VALUE})")
  Format format = Format.TEXT;

  /** How an answer is shown. */
  enum Format {
    TEXT,
    JSON
  }

  /** Whether the user named a control plane, and did not leave it to the default. */
  static boolean namesControlPlane(CommandSpec command) {
    return command.commandLine().getParseResult().hasMatchedOption("--admin");
  }

  AdminClient client() {
    return new AdminClient(admin);
  }

  boolean wantsJson() {
    return format == Format.JSON;
  }

  /** Shows an answer as it came. */
  static void printJson(JsonNode content, PrintWriter out) {
    try {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
    out.flush();
  }

  static final class AdminUrl implements ITypeConverter<URI> {
    @Override
    public URI convert(String value) {
      String text = value.contains("://") ? value : "http://" + value;
      try {
        URI url = URI.create(text);
        if ("http".equals(url.getScheme()) && url.getHost() != null && url.getPort() > 0) {
          return url.getPath().isEmpty() ? url.resolve("/") : url;
        }
      } catch (IllegalArgumentException _) {
        // Reported below like every other text that is no address.
      }
      throw new TypeConversionException(value + " (expected: http://HOST:PORT)");
    }
  }

  static final class FormatName implements ITypeConverter<Format> {
    @Override
    public Format convert(String value) {
      try {
        return Format.valueOf(value.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(value + " (expected: text or json)");
      }
    }
  }
}
