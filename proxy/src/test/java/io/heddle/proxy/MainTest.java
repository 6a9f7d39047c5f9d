package io.heddle.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private static final String TOKEN = "heddle1.abcdefghij." + "A".repeat(43) + "." + "B".repeat(43);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(strings = {"proxy", "run"})
  void helpNamesEveryFlagWithItsStandard(String command) {
    assertThat(run(command, "--help")).isZero();

    String help = out.toString(StandardCharsets.UTF_8);
    assertThat(help).contains("--config").contains("Default: 127.0.0.1:15000");
    for (Setting<?> setting : Settings.ALL) {
      if (setting.isFlag()) {
        assertThat(help).contains(setting.flag());
      }
    }
  }

  @Test
  void wrongUseIsOneLineAndTwo() {
    assertThat(run("proxy", "--inbond", "8080")).isEqualTo(2);
    assertOneLine("heddle proxy: Unknown options: '--inbond', '8080' (see: heddle proxy --help)");
  }

  @Test
  void noCommandIsWrongUse() {
    assertThat(run()).isEqualTo(2);
    assertOneLine("heddle: command: none (expected: proxy or run) (see: heddle --help)");
  }

  @Test
  void aWrongValueIsOneLineAndTwo() {
    assertThat(run("proxy", "--control-plane", "127.0.0.1", "--state", "s", "--grace", "soon"))
        .isEqualTo(2);
    assertOneLine("heddle proxy: --grace: soon (expected: duration, 1s-1h)");
  }

  @Test
  void runNeedsACommandBehindTwoDashes() {
    assertThat(run("run", "--control-plane", "127.0.0.1", "--state", "s", "sleep", "1"))
        .isEqualTo(2);
    assertOneLine(
        "heddle run: command: no -- before it (expected: OPTIONS -- COMMAND)"
            + " (see: heddle run --help)");
  }

  @Test
  void aSidecarThatCannotJoinSaysSo(@TempDir Path state) {
    assertThat(
            run(
                "proxy",
                "--control-plane",
                "127.0.0.1:1",
                "--state",
                state.toString(),
                "--admin",
                "127.0.0.1:0",
                "--health-listen",
                "127.0.0.1:0"))
        .isEqualTo(2);
    assertOneLine(
        "heddle proxy: join token: none (expected: one, as " + state + " holds no certificate)");
  }

  @Test
  void aPortInUseIsOneLineAndOne(@TempDir Path state) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              run(
                  "proxy",
                  "--control-plane",
                  "127.0.0.1:1",
                  "--join-token",
                  TOKEN,
                  "--state",
                  state.toString(),
                  "--inbound",
                  "8080=" + taken.getLocalPort()))
          .isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8).lines())
          .singleElement()
          .asString()
          .startsWith("heddle proxy: ")
          .contains(Integer.toString(taken.getLocalPort()))
          .contains("Address already in use");
    }
  }

  private int run(String... arguments) {
    return Main.run(
        arguments,
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private void assertOneLine(String line) {
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).containsExactly(line);
  }
}
