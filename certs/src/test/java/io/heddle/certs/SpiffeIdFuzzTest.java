package io.heddle.certs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text as a SPIFFE id: refused, or an id that is written as it was read. */
final class SpiffeIdFuzzTest {
  @FuzzTest
  void isRefusedOrWrittenAsItWasRead(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    SpiffeId id;
    try {
      id = SpiffeId.parse(text);
    } catch (IllegalArgumentException refusal) {
      assertThat(refusal).hasMessageContaining("(expected: ");
      return;
    }
    assertThat(id.toString()).isEqualTo(text).isASCII().hasSizeLessThanOrEqualTo(2048);
    assertThat(id.path()).doesNotContain("//", "/./", "/../").doesNotEndWith("/");
  }
}
