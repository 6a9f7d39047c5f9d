package io.heddle.proxy;

import io.heddle.proxy.Setting.Form;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of {@code proxy} and {@code run}, made from the settings that are flags. */
final class ProxyOptions {
  private static final String CONFIG = "--config";

  private ProxyOptions() {}

  static void addTo(CommandSpec command) {
    command.mixinStandardHelpOptions(true);
    for (Setting<?> setting : Settings.ALL) {
      if (setting.isFlag()) {
        command.addOption(option(setting));
      }
    }
    command.addOption(
        OptionSpec.builder(CONFIG)
            .paramLabel("FILE")
            .type(String.class)
            .description("YAML file with settings by name; flags and HEDDLE_... variables win.")
            .build());
    command.usageMessage().sortOptions(false).width(100);
  }

  private static OptionSpec option(Setting<?> setting) {
    OptionSpec.Builder option =
        OptionSpec.builder(setting.flag())
            .paramLabel(setting.values().unit())
            .description(
                setting.text().replace("%", "%%")
                    + setting.standard().map(it -> " Default: " + it).orElse(""));
    return setting.form() == Form.REPEATED_FLAG
        ? option.type(List.class).auxiliaryTypes(String.class).splitRegex(",").build()
        : option.type(String.class).build();
  }

  static ProxyConfig config(ParseResult parsed, Map<String, String> environment) {
    Map<String, List<String>> flags = new LinkedHashMap<>();
    for (Setting<?> setting : Settings.ALL) {
      if (setting.isFlag() && parsed.hasMatchedOption(setting.flag())) {
        flags.put(setting.name(), parsed.matchedOption(setting.flag()).stringValues());
      }
    }
    Map<String, List<String>> file =
        parsed.hasMatchedOption(CONFIG)
            ? ConfigFile.read(Path.of(parsed.matchedOption(CONFIG).<String>getValue()))
            : Map.of();
    return ProxyConfig.from(new SettingSources(flags, environment, file));
  }
}
