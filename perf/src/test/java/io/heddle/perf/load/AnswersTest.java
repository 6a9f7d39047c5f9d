package io.heddle.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AnswersTest {
  private final Exchange exchange = new Exchange(4, Method.POST, 0, 0, "a-4", "cafe0001");

  @Test
  void theRightEchoHasNoFault() {
    assertThat(fault(EchoCheck.ECHO, answer(200, "a-4", "cafe0001"))).isNull();
  }

  @Test
  void aStatusOtherThan200IsAFaultWhateverItEchoes() {
    assertThat(fault(EchoCheck.ECHO, answer(502, "a-4", "cafe0001"))).isEqualTo("status 502");
    assertThat(fault(EchoCheck.STATUS, answer(201, null, null))).isEqualTo("status 201");
  }

  @Test
  void theServersOwnReasonIsKept() {
    ResponseHead answer =
        new ResponseHead(502, 0, false, false, null, null, null, "catalog: Connection reset");

    assertThat(fault(EchoCheck.ECHO, answer)).isEqualTo("status 502 (catalog: Connection reset)");
  }

  @Test
  void theEchoOfAnotherRequestIsAFault() {
    assertThat(fault(EchoCheck.ECHO, answer(200, "a-5", "cafe0001")))
        .isEqualTo("wrong echo, id: a-5");
    assertThat(fault(EchoCheck.ECHO, answer(200, "a-4", "cafe0002")))
        .isEqualTo("wrong echo, hash: cafe0002 (expected: cafe0001)");
    assertThat(fault(EchoCheck.ECHO, answer(200, null, null))).startsWith("wrong echo");
  }

  @Test
  void withoutEchoCheckOnlyTheStatusCounts() {
    assertThat(fault(EchoCheck.STATUS, answer(200, null, null))).isNull();
  }

  private @Nullable String fault(EchoCheck check, ResponseHead answer) {
    return Answers.fault(check, exchange, answer);
  }

  private static ResponseHead answer(int status, @Nullable String id, @Nullable String hash) {
    return new ResponseHead(status, 0, false, false, id, hash, null, null);
  }
}
