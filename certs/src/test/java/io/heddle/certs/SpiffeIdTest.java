package io.heddle.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SpiffeIdTest {
  @Test
  void aWorkloadsIdNamesNamespaceAndAccount() {
    SpiffeId id = SpiffeId.of("cluster.local", "shop", "web");

    assertThat(id).hasToString("spiffe://cluster.local/ns/shop/sa/web");
    assertThat(SpiffeId.parse(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spiffe://a",
        "spiffe://a_b-c.d9",
        "spiffe://a/b",
        "spiffe://a/B.c-d_e/...",
        "spiffe://1.2.3.4/b"
      })
  void readsWhatItWrites(String text) {
    assertThat(SpiffeId.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "spiffe",
        "spiffe://",
        "spiffe:///a",
        "http://a/b",
        "Spiffe://a/b",
        "spiffe://A/b",
        "spiffe://a:1/b",
        "spiffe://u@a/b",
        "spiffe://a%41/b",
        "spiffe://ä/b",
        "spiffe://[::1]/b",
        "spiffe://a/",
        "spiffe://a//b",
        "spiffe://a/b/",
        "spiffe://a/./b",
        "spiffe://a/..",
        "spiffe://a/%62",
        "spiffe://a/b?c",
        "spiffe://a/b#c",
        "spiffe://a/b\u0000",
        "spiffe://a/b c",
        "spiffe://a/ü"
      })
  void refusesWhatIsNoId(String text) {
    assertThatThrownBy(() -> SpiffeId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(expected: ");
  }

  @Test
  void aTrustDomainHasAtMost255Characters() {
    assertThat(SpiffeId.ofTrustDomain("t".repeat(255)).trustDomain()).hasSize(255);
    assertThatThrownBy(() -> SpiffeId.ofTrustDomain("t".repeat(256)))
        .hasMessage("trust domain: 256 characters (expected: 1-255)");
  }

  @Test
  void anIdHasAtMost2048Characters() {
    String path = "/" + "p".repeat(2048 - "spiffe://t/".length());

    assertThat(new SpiffeId("t", path).toString()).hasSize(2048);
    assertThatThrownBy(() -> new SpiffeId("t", path + "p"))
        .hasMessage("SPIFFE id: 2049 characters (expected: at most 2048)");
  }

  @Test
  void aNamespaceCannotSmuggleInAPath() {
    assertThatThrownBy(() -> SpiffeId.of("t", "..", "web"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
