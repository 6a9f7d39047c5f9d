package io.heddle.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.proxy.lifecycle.CheckTarget;
import io.heddle.proxy.telemetry.AccessLogMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyConfigTest {
  private final Map<String, List<String>> flags = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Map<String, List<String>> file = new LinkedHashMap<>();

  @Test
  void twoSettingsAreEnough() {
    minimal();

    ProxyConfig config = config();

    assertThat(config.mesh().controlPlane()).isEqualTo(new HostPort("127.0.0.1", 15_012));
    assertThat(config.mesh().state()).isEqualTo(Path.of("/state"));
    assertThat(config.grace()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.check().target()).isEqualTo(new CheckTarget.Tcp());
    assertThat(config.ports().admin()).isEqualTo(new HostPort("127.0.0.1", 15_000));
    assertThat(config.ports().health()).isEqualTo(new HostPort("127.0.0.1", 15_021));
    assertThat(config.telemetry().accessLog()).isEqualTo(AccessLogMode.ERRORS);
    assertThat(config.telemetry().series()).isEqualTo(1_500);
    assertThat(config.without()).isEmpty();
  }

  @Test
  void aFlagWinsOverTheEnvironmentWhichWinsOverTheFile() {
    minimal();
    file.put("grace", List.of("10s"));
    assertThat(config().grace()).isEqualTo(Duration.ofSeconds(10));

    environment.put("HEDDLE_GRACE", "20s");
    assertThat(config().grace()).isEqualTo(Duration.ofSeconds(20));

    flags.put("grace", List.of("40s"));
    assertThat(config().grace()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void portsAreReadInEveryForm() {
    minimal();
    flags.put("inbound", List.of("8080", "http:8081=9081", "8082=0"));
    flags.put("outbound", List.of("catalog:80=0", "catalog.shop:80=4567"));

    assertThat(config().ports().inbound())
        .containsExactly(
            new InboundSpec("", 8080, 0),
            new InboundSpec("http", 8081, 9081),
            new InboundSpec("", 8082, 0));
    assertThat(config().ports().outbound())
        .containsExactly(
            new OutboundSpec("catalog", 80, 0), new OutboundSpec("catalog.shop", 80, 4567));
  }

  @Test
  void listsInTheEnvironmentAreSeparatedByCommasOrSpaces() {
    minimal();
    environment.put("HEDDLE_INBOUND", "8080 8081,8082");

    assertThat(config().ports().inbound()).hasSize(3);
  }

  @Test
  void aTokenCanBeInAFile(@TempDir Path directory) throws IOException {
    minimal();
    Path token = Files.writeString(directory.resolve("token"), "heddle1.secret\n");
    environment.put("HEDDLE_JOIN_TOKEN", "@" + token);

    assertThat(config().mesh().membership())
        .isEqualTo(new ProxyConfig.Membership.Session(Optional.of("heddle1.secret"), ""));
    assertThat(config().toString()).doesNotContain("secret");
  }

  @Test
  void mechanismsAreSwitchedOffByName() {
    minimal();
    flags.put("without", List.of("barrier", "unprocessed"));

    assertThat(config().without())
        .containsExactlyInAnyOrder(Mechanism.BARRIER, Mechanism.UNPROCESSED);
  }

  @Test
  void aProtectionOfTheControlPlaneIsNoneOfTheSidecarsBusiness() {
    minimal();
    environment.put("HEDDLE_WITHOUT", "gate,unprocessed");

    assertThat(config().without()).contains(Mechanism.UNPROCESSED);
  }

  @Test
  void meshPortsAreOpenToOthersUnlessTheControlPlaneIsOnThisHost() {
    minimal();
    assertThat(config().ports().bind().getHostAddress()).isEqualTo("127.0.0.1");

    flags.put("control-plane", List.of("10.0.0.1"));
    assertThat(config().ports().bind().getHostAddress()).isEqualTo("0.0.0.0");

    environment.put("HEDDLE_BIND", "10.0.0.2");
    assertThat(config().ports().bind().getHostAddress()).isEqualTo("10.0.0.2");
  }

  @ParameterizedTest(name = "{0}={1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "grace; 99; --grace: 99 (expected: duration, 1s-1h)",
        "grace; 999ms; --grace: 999ms (expected: duration, 1s-1h)",
        "grace; 61m; --grace: 61m (expected: duration, 1s-1h)",
        "inbound; http:; --inbound: http: (expected: [NAME:]APP[=PORT], ports 1-65535)",
        "inbound; 0; --inbound: 0 (expected: [NAME:]APP[=PORT], ports 1-65535)",
        "inbound; 65536; --inbound: 65536 (expected: [NAME:]APP[=PORT], ports 1-65535)",
        "inbound; 80=65536; --inbound: 80=65536 (expected: [NAME:]APP[=PORT], ports 1-65535)",
        "outbound; catalog:80; --outbound: catalog:80 (expected: SERVICE:PORT=LOCALPORT, ports"
            + " 0-65535)",
        "outbound; UP_:80=1; --outbound: UP_:80=1 (expected: SERVICE:PORT=LOCALPORT, ports"
            + " 0-65535)",
        "health; http:status; --health: http:status (expected: http:/path or tcp)",
        "admin; localhost:x; --admin: localhost:x (expected: host:port, port 0-65535)",
        "advertise; example.com; --advertise: example.com (expected: IP address)",
        "without; walls; --without: walls (expected: choice, barrier|unprocessed|gate)",
        "access-log; some; --access-log: some (expected: choice, off|errors|all)",
      })
  void whatIsWrongIsNamedWithWhatIsExpected(String name, String value, String message) {
    minimal();
    flags.put(name, List.of(value));

    assertThatThrownBy(this::config).isInstanceOf(ConfigException.class).hasMessage(message);
  }

  @Test
  void aMissingSettingIsNamed() {
    assertThatThrownBy(this::config)
        .hasMessage(
            "--control-plane: missing (expected: [http://]host:port, port 0-65535, http on loopback only)");
  }

  @Test
  void aPortOfTheApplicationIsGivenOnce() {
    minimal();
    flags.put("inbound", List.of("8080=1", "8080=2"));

    assertThatThrownBy(this::config)
        .isInstanceOf(ConfigException.class)
        .hasMessage("--inbound: 8080 given twice (expected: once)");
  }

  @Test
  void theFileTakesValuesAndLists() {
    Map<String, List<String>> read =
        ConfigFile.parse("proxy.yaml", "grace: 10s\nloops: 1\ninbound: [8080, 'http:8081']\n");

    assertThat(read)
        .containsExactly(
            Map.entry("grace", List.of("10s")),
            Map.entry("loops", List.of("1")),
            Map.entry("inbound", List.of("8080", "http:8081")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "gracee: 10s; proxy.yaml: gracee: unknown (expected: grace?)",
        "- grace; proxy.yaml: no mapping (expected: setting: value)",
        "'grace: {a: b}'; proxy.yaml: grace: nested (expected: a value or a list)",
      })
  void whatIsWrongInTheFileIsNamed(String yaml, String message) {
    assertThatThrownBy(() -> ConfigFile.parse("proxy.yaml", yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @Test
  void yamlThatIsNoneIsRefusedInOneLine() {
    assertThatThrownBy(() -> ConfigFile.parse("proxy.yaml", "grace: ["))
        .isInstanceOf(ConfigException.class)
        .message()
        .startsWith("proxy.yaml: ")
        .doesNotContain("\n");
  }

  private void minimal() {
    flags.put("control-plane", List.of("127.0.0.1"));
    flags.put("state", List.of("/state"));
  }

  private ProxyConfig config() {
    return ProxyConfig.from(new SettingSources(flags, environment, file));
  }
}
