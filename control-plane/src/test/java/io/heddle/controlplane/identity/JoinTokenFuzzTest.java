package io.heddle.controlplane.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text as a join token: refused, or written as it was read. */
final class JoinTokenFuzzTest {
  @FuzzTest
  void isRefusedOrWrittenAsItWasRead(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    JoinToken token;
    try {
      token = JoinToken.parse(text);
    } catch (RefusedException refusal) {
      assertThat(refusal.reason()).isEqualTo(RefusalReason.TOKEN_MALFORMED);
      return;
    }
    assertThat(token.text()).isEqualTo(text);
    assertThat(token.toString()).doesNotContain(token.secret());
    assertThat(token.hasSecretHash(token.secretHash())).isTrue();
  }
}
