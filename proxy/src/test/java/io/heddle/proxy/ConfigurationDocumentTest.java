package io.heddle.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "configuration", "proxy.md");

  @Test
  void theDocumentSaysWhatTheSettingsSay() throws IOException {
    String actual = document();

    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(DOCUMENT.getParent());
      Files.writeString(DOCUMENT, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(DOCUMENT));
  }

  @Test
  void everyStandardValueIsWithinItsLimit() {
    for (Setting<?> setting : Settings.ALL) {
      setting
          .standard()
          .ifPresent(text ->
              assertThat(setting.values().parser().apply(text)).as(setting.name()).isNotNull());
    }
  }

  @Test
  void noTwoSettingsHaveTheSameName() {
    assertThat(Settings.ALL.stream().map(Setting::name)).doesNotHaveDuplicates();
  }

  private static String document() {
    StringBuilder text =
        new StringBuilder(
            """
            # Settings of the sidecar

            `heddle proxy` and `heddle run` take them from flags, from the environment and from the YAML file that `--config` names;
            a flag wins over the environment, which wins over the file. What xDS has a field for is not here: the control plane
            sends it. (Made from `Settings.java`; `mvn test -pl proxy -Dgolden.update=true` writes it anew.)

            | setting | unit | standard | limit | what it is |
            |---|---|---|---|---|
            """);
    for (Setting<?> setting : Settings.ALL) {
      text.append("| `")
          .append(setting.isFlag() ? setting.flag() : setting.name())
          .append("`<br>`")
          .append(setting.variable())
          .append("` | ")
          .append(escaped(setting.values().unit()))
          .append(" | ")
          .append(setting.standard().map(it -> "`" + it + "`").orElse("–"))
          .append(" | ")
          .append(escaped(setting.values().limit()))
          .append(" | ")
          .append(setting.text())
          .append(setting.form() == Setting.Form.REPEATED_FLAG ? " Repeatable." : "")
          .append(" |\n");
    }
    return text.toString();
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|");
  }
}
