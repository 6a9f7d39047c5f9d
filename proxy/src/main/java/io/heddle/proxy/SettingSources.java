package io.heddle.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the sidecar's settings come from: flags before environment before file before standard.
 *
 * @param flags by setting name
 * @param environment the process's
 * @param file by setting name
 */
record SettingSources(
    Map<String, List<String>> flags,
    Map<String, String> environment,
    Map<String, List<String>> file) {

  /** The value, or the standard one. */
  <T> T value(Setting<T> setting) {
    return optional(setting)
        .orElseThrow(() ->
            new ConfigException(
                setting.flag() + ": missing (expected: " + setting.values().expected() + ")"));
  }

  <T> Optional<T> optional(Setting<T> setting) {
    List<T> all = all(setting);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  <T> List<T> all(Setting<T> setting) {
    Given given = given(setting);
    List<T> parsed = new ArrayList<>();
    for (String text : given.texts()) {
      parsed.add(parse(setting, given.where(), text));
    }
    return parsed;
  }

  private Given given(Setting<?> setting) {
    List<String> flag = flags.getOrDefault(setting.name(), List.of());
    if (!flag.isEmpty()) {
      return new Given(setting.flag(), flag);
    }
    String variable = environment.get(setting.variable());
    if (variable != null && !variable.isBlank()) {
      return new Given(setting.variable(), split(setting, variable.strip()));
    }
    List<String> line = file.getOrDefault(setting.name(), List.of());
    if (!line.isEmpty()) {
      return new Given("config file: " + setting.name(), line);
    }
    return new Given("standard " + setting.name(), setting.standard().stream().toList());
  }

  private static List<String> split(Setting<?> setting, String variable) {
    return setting.form() == Setting.Form.REPEATED_FLAG
        ? List.of(variable.split("[,\\s]+"))
        : List.of(variable);
  }

  private static <T> T parse(Setting<T> setting, String where, String text) {
    try {
      return setting.values().parser().apply(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          where + ": " + text + " (expected: " + setting.values().expected() + ")", e);
    }
  }

  private record Given(String where, List<String> texts) {}
}
