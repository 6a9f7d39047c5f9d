package io.heddle.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ShopOptionsTest {
  @Test
  void readsAWeb() {
    ShopOptions options =
        parse("--role web --port 8080 --ledger l --version v1 --upstream 127.0.0.1:99 --seed 7");

    assertThat(options.role()).isEqualTo(Role.WEB);
    assertThat(options.upstream()).hasValueSatisfying(up -> assertThat(up.getPort()).isEqualTo(99));
    assertThat(options.startDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.seed()).isEqualTo(7);
    assertThat(options.manners()).isEqualTo(Manners.POLITE);
  }

  @Test
  void readsARudeCatalog() {
    ShopOptions options =
        parse("--rude --role catalog --port 1 --ledger l --version v2 --start-delay 20ms");

    assertThat(options.role()).isEqualTo(Role.CATALOG);
    assertThat(options.manners()).isEqualTo(Manners.RUDE);
    assertThat(options.startDelay()).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> parse("--role web --port 1 --ledger l --version v1"))
        .hasMessage("--upstream: none (expected: HOST:PORT for a web)");
    assertThatThrownBy(() -> parse("--role catalog --port 0 --ledger l --version v1"))
        .hasMessage("--port: 0 (expected: 1-65535)");
    assertThatThrownBy(() -> parse("--port"))
        .hasMessage("argument: --port (expected: --name value)");
    assertThatThrownBy(() -> parse("--role catalog --port 1 --version v1"))
        .hasMessage("--ledger: none (expected: a value)");
  }

  private static ShopOptions parse(String arguments) {
    return ShopOptions.parse(arguments.split(" ", -1));
  }
}
