package io.heddle.certs;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.KeyPair;
import java.security.SecureRandom;

/** Any bytes as a signing request, and as the attributes of one with a good signature. */
final class SigningRequestFuzzTest {
  private static final KeyPair KEY = P256.generate(new SecureRandom());
  private static final byte[] VERSION = {2, 1, 0};
  private static final byte[] NO_NAME = SignedBytes.sequence();
  private static final int MAX_ATTRIBUTES = 60_000;

  @FuzzTest
  void isRejectedOrKeptAsItCame(byte[] bytes) {
    read(bytes);
    if (bytes.length <= MAX_ATTRIBUTES) {
      read(SignedBytes.signed(withAttributes(bytes), KEY.getPrivate()));
    }
  }

  private static byte[] withAttributes(byte[] attributes) {
    return SignedBytes.sequence(VERSION, NO_NAME, KEY.getPublic().getEncoded(), attributes);
  }

  private static void read(byte[] der) {
    SigningRequest request;
    try {
      request = SigningRequest.parse(der);
    } catch (RequestRejectedException rejection) {
      assertThat(rejection.reason()).isNotNull();
      return;
    }
    assertThat(request.der()).isEqualTo(der).hasSizeLessThanOrEqualTo(8 * 1024);
    assertThat(P256.has(request.publicKey())).isTrue();
    assertThat(request.id()).isNotNull();
  }
}
