package io.heddle.controlplane;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** The option that names the config file, which has to be read before the others are parsed. */
final class ConfigOption {
  private static final String NAME = "--config";

  private ConfigOption() {}

  static OptionSpec spec() {
    return OptionSpec.builder(NAME)
        .type(Path.class)
        .paramLabel("FILE")
        .description("the same options as YAML, without the dashes")
        .build();
  }

  static Optional<Path> among(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(NAME + "=")) {
        return Optional.of(Path.of(arguments[i].substring(NAME.length() + 1)));
      }
      if (arguments[i].equals(NAME) && i + 1 < arguments.length) {
        return Optional.of(Path.of(arguments[i + 1]));
      }
    }
    return Optional.empty();
  }
}
