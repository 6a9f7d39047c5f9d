package io.heddle.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the configuration file: a YAML mapping from setting names to values or lists of them. */
final class ConfigFile {
  private static final int MAX_BYTES = 1 << 20;

  private ConfigFile() {}

  static Map<String, List<String>> read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException(file + ": larger than 1 MiB (expected: a configuration file)");
      }
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new ConfigException("--config: " + file + ": cannot be read: " + e, e);
    }
  }

  static Map<String, List<String>> parse(String name, String yaml) {
    Object loaded;
    try {
      loaded = new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new ConfigException(name + ": " + oneLine(String.valueOf(e.getMessage())), e);
    }
    if (loaded == null) {
      return Map.of();
    }
    if (!(loaded instanceof Map<?, ?> mapping)) {
      throw new ConfigException(name + ": no mapping (expected: setting: value)");
    }
    Map<String, List<String>> settings = new LinkedHashMap<>();
    mapping.forEach((key, value) -> settings.put(known(name, key), texts(name, key, value)));
    return settings;
  }

  private static String known(String name, Object key) {
    String setting = Objects.toString(key);
    if (Settings.ALL.stream().noneMatch(it -> it.name().equals(setting))) {
      throw new ConfigException(name + ": " + setting + ": unknown" + suggestion(setting));
    }
    return setting;
  }

  private static String suggestion(String unknown) {
    return Settings.ALL.stream()
        .map(Setting::name)
        .filter(it -> it.startsWith(unknown) || unknown.startsWith(it))
        .findFirst()
        .map(it -> " (expected: " + it + "?)")
        .orElse(" (expected: a setting of docs/configuration/proxy.md)");
  }

  private static List<String> texts(String name, Object key, Object value) {
    List<String> texts = new ArrayList<>();
    for (Object element : value instanceof List<?> list ? list : List.of(orEmpty(value))) {
      if (element instanceof Map<?, ?> || element instanceof List<?>) {
        throw new ConfigException(name + ": " + key + ": nested (expected: a value or a list)");
      }
      texts.add(Objects.toString(element, ""));
    }
    return texts;
  }

  private static Object orEmpty(Object value) {
    return Objects.requireNonNullElse(value, "");
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s*\\n\\s*", "; ");
  }
}
