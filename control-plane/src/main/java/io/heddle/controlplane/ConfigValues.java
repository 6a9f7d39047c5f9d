package io.heddle.controlplane;

import io.heddle.controlplane.cli.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Values of options that no flag gives: from the environment, {@code HEDDLE_TRUST_DOMAIN}, else
 * from the YAML file, {@code trust-domain}.
 */
final class ConfigValues implements IDefaultValueProvider {
  private static final String PREFIX = "HEDDLE_";

  private final Map<String, String> environment;
  private final Map<String, String> file;

  private ConfigValues(Map<String, String> environment, Map<String, String> file) {
    this.environment = Map.copyOf(environment);
    this.file = Map.copyOf(file);
  }

  static ConfigValues ofEnvironment(Map<String, String> environment) {
    return new ConfigValues(environment, Map.of());
  }

  /** With a file, which may hold these keys. */
  ConfigValues withFile(Path path, Set<String> keys) throws CommandFailedException {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : read(path).entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (!keys.contains(key)) {
        throw CommandFailedException.wrongUse(
            path + ": " + key + " (expected: " + String.join(", ", new TreeSet<>(keys)) + ")");
      }
      values.put(key, text(entry.getValue()));
    }
    return new ConfigValues(environment, values);
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String name = option.longestName().substring(2);
    String fromEnvironment =
        environment.get(PREFIX + name.replace('-', '_').toUpperCase(Locale.ROOT));
    return fromEnvironment == null ? file.get(name) : fromEnvironment;
  }

  private static Map<?, ?> read(Path path) throws CommandFailedException {
    try {
      Object content =
          new Load(LoadSettings.builder().setLabel(path.toString()).build())
              .loadFromString(Files.readString(path));
      if (content instanceof Map<?, ?> map) {
        return map;
      }
      throw CommandFailedException.wrongUse(path + ": no mapping (expected: KEY: VALUE lines)");
    } catch (IOException e) {
      throw CommandFailedException.wrongUse(
          "--config: " + path + ": cannot be read (expected: a YAML file)");
    } catch (YamlEngineException e) {
      throw CommandFailedException.wrongUse(
          path + ": " + String.valueOf(e.getMessage()).lines().collect(Collectors.joining(" ")));
    }
  }

  private static String text(@Nullable Object value) {
    return value instanceof Collection<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }
}
