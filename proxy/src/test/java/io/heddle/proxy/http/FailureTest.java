package io.heddle.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The one mapping from failure to response. */
final class FailureTest {
  @ParameterizedTest
  @EnumSource
  void saysItselfInTheResponse(Failure failure) {
    MadeResponse response = MadeResponse.of(failure, failure.status(), "why");

    assertThat(response.status()).isBetween(400, 599);
    assertThat(response.header("proxy-status"))
        .matches("heddle; error=[a-z_]+; details=\"[A-Z]{2,3}: why\"");
    assertThat(response.body()).isEqualTo(failure.flag() + ": why\n");
    assertThat(response.bodyLength()).isEqualTo(response.bytes().length);
  }

  @Test
  void letsNobodyBreakOutOfTheField() {
    MadeResponse response =
        MadeResponse.of(Failure.NO_ROUTE, 404, "a\"; error=ok\r\nX: 1\\ \u00e9");

    assertThat(response.header("proxy-status"))
        .isEqualTo("heddle; error=destination_not_found; details=\"NR: a?; error=ok??X: 1? ?\"");
  }
}
