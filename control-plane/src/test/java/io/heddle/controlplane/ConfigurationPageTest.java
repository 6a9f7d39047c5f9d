package io.heddle.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heddle.controlplane.identity.IdentityConfig;
import io.heddle.controlplane.rollout.Protections;
import io.heddle.controlplane.rollout.RolloutTimes;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The page of the control plane's settings says what its code says. */
final class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration", "control-plane.md");
  private static final Path SOURCES =
      Path.of("src", "main", "java", "io", "heddle", "controlplane");
  private static final Set<String> SETTABLE = Set.of("floor", "lifetime", "trustDomain");
  private static final Map<String, String> LIMITS =
      Map.of(
          "listen", "port 0-65535",
          "admin", "port 0-65535",
          "certificate-lifetime", "2s-90d",
          "without", "barrier, gate");

  @Test
  void thePageSaysWhatTheCodeSays() throws IOException, ReflectiveOperationException {
    String actual = page();

    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(PAGE));
  }

  @Test
  void theLimitsAreEnforced() {
    IdentityConfig identity = IdentityConfig.defaults("cluster.local");

    assertThat(identity.withLifetime(Duration.ofSeconds(2)).lifetime()).hasSeconds(2);
    assertThat(identity.withLifetime(Duration.ofDays(90)).lifetime()).hasDays(90);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> identity.withLifetime(Duration.ofMillis(1_999)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> identity.withLifetime(Duration.ofDays(90).plusMillis(1)));
    assertThat(Protections.without(Set.of("barrier", "gate")))
        .isEqualTo(new Protections(false, false));
    assertThatIllegalArgumentException().isThrownBy(() -> Protections.without(Set.of("magic")));
  }

  private static String page() throws IOException, ReflectiveOperationException {
    return """
    # Settings of the control plane

    `heddle control-plane` takes them from flags, from the environment and from the YAML file that `--config` names, where they
    are written without the dashes; a flag wins over the environment, which wins over the file. (Made from
    `ControlPlaneCommand.java`, `RolloutTimes.java` and `IdentityConfig.java`; `mvn test -pl control-plane -am
    -Dgolden.update=true` writes it anew.)

    | setting | unit | standard | limit | what it is |
    |---|---|---|---|---|
    """
        + options()
        + """
        | `--config` | path | – |  | the same settings as YAML; itself a flag only |

        ## Times of an instance's life

        They cannot be set; each is a component of `RolloutTimes`.

        | name | standard | what it is |
        |---|---|---|
        """
        + components("rollout", RolloutTimes.DEFAULT)
        + """

        ## Limits of identities

        They cannot be set; each is a component of `IdentityConfig`.

        | name | standard | what it is |
        |---|---|---|
        """
        + components("identity", IdentityConfig.defaults("cluster.local"));
  }

  private static String options() {
    StringBuilder rows = new StringBuilder();
    for (OptionSpec option :
        new CommandLine(new ControlPlaneCommand()).getCommandSpec().options()) {
      String name = option.longestName().substring(2);
      String description = option.description()[0].replaceFirst(" \\(default: .*\\)$", "");
      rows.append(
          "| `--%s`<br>`HEDDLE_%s` | %s | %s | %s | %s%s |\n"
              .formatted(
                  name,
                  name.replace('-', '_').toUpperCase(Locale.ROOT),
                  unit(option.type()),
                  option.defaultValue() == null ? "–" : "`" + option.defaultValue() + "`",
                  LIMITS.getOrDefault(name, ""),
                  description,
                  option.required() ? "; required" : ""));
    }
    return rows.toString();
  }

  private static String unit(Class<?> type) {
    Map<Class<?>, String> units =
        Map.of(
            Path.class, "path",
            InetSocketAddress.class, "host:port",
            Duration.class, "duration",
            Set.class, "list",
            String.class, "name");
    return Objects.requireNonNull(units.get(type), () -> "unit of " + type);
  }

  private static String components(String folder, Record values)
      throws IOException, ReflectiveOperationException {
    String name = values.getClass().getSimpleName();
    String source = Files.readString(SOURCES.resolve(folder).resolve(name + ".java"));
    StringBuilder rows = new StringBuilder();
    for (RecordComponent component : values.getClass().getRecordComponents()) {
      if (!SETTABLE.contains(component.getName())) {
        Object value = component.getAccessor().invoke(values);
        rows.append(
            "| `%s` | `%s` | %s |\n"
                .formatted(component.getName(), shown(value), said(component.getName(), source)));
      }
    }
    return rows.toString();
  }

  /** What the record's own Javadoc says of a component. */
  private static String said(String component, String source) {
    Matcher matcher =
        Pattern.compile(" \\* @param " + component + " (.*?)\\n \\*(?: @param|/)", Pattern.DOTALL)
            .matcher(source);
    assertThat(matcher.find()).as("@param %s", component).isTrue();
    return matcher
        .group(1)
        .replaceAll("\\s*\\n \\*\\s+", " ")
        .replaceAll("\\{@code ([^}]*)}", "`$1`");
  }

  private static String shown(Object value) {
    if (!(value instanceof Duration duration)) {
      return value.toString();
    }
    return duration.compareTo(Duration.ofDays(2)) < 0
        ? duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT)
        : duration.toDays() + "d";
  }
}
