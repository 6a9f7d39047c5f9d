package io.heddle.proxy.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.http2.FrameRules.Violation;
import io.netty.handler.codec.http2.Http2Error;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of frames and how many are too many, at their edges. */
final class FrameRulesTest {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int CONTINUATION = 9;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int NONE = 0;

  private long nanos;
  private final FrameRules rules = new FrameRules(() -> nanos);

  private @Nullable Violation frame(int type, int flags, int length, int stream) {
    return rules.onFrame(type, flags, length, stream);
  }

  @Test
  void aStreamsFramesComeUpToItsEnd() {
    assertThat(frame(HEADERS, END_HEADERS, 10, 1)).isNull();
    assertThat(frame(HEADERS, END_HEADERS | END_STREAM, 10, 3)).isNull();
    assertThat(frame(DATA, NONE, 5, 1)).isNull();
    assertThat(frame(HEADERS, END_STREAM, 5, 1)).isNull();
    assertThat(frame(CONTINUATION, END_HEADERS, 5, 1)).isNull();

    assertThat(frame(DATA, NONE, 5, 1)).extracting("error").isEqualTo(Http2Error.STREAM_CLOSED);
    assertThat(frame(HEADERS, END_HEADERS, 5, 3))
        .extracting("error")
        .isEqualTo(Http2Error.STREAM_CLOSED);
    assertThat(frame(CONTINUATION, END_HEADERS, 5, 3))
        .extracting("error")
        .isEqualTo(Http2Error.STREAM_CLOSED);
  }

  @Test
  void afterAResetNothingComes() {
    assertThat(frame(HEADERS, END_HEADERS, 10, 1)).isNull();
    assertThat(frame(RST_STREAM, NONE, 4, 1)).isNull();

    assertThat(frame(DATA, END_STREAM, 5, 1))
        .isEqualTo(new Violation(Http2Error.STREAM_CLOSED, "DATA on stream 1, which has ended"));
  }

  @Test
  void aStreamThatWasPassedOverIsNeverBegun() {
    assertThat(frame(HEADERS, END_HEADERS, 10, 5)).isNull();

    assertThat(frame(HEADERS, END_HEADERS, 10, 3))
        .extracting("error")
        .isEqualTo(Http2Error.PROTOCOL_ERROR);
  }

  /** PRIORITY, RST_STREAM, SETTINGS, PING, WINDOW_UPDATE and empty DATA. */
  @ParameterizedTest
  @CsvSource({"2, 0", "3, 0", "4, 0", "6, 0", "6, 1", "8, 0", "0, 0"})
  void aFloodOfFramesThatAskForNothingEnds(int type, int flags) {
    assertThat(frame(HEADERS, END_HEADERS, 10, 1)).isNull();
    int stream = type == RST_STREAM ? 99 : 1;
    int most = FrameRules.MOST_IDLE + 10;
    for (int i = 0; i < most; i++) {
      assertThat(frame(type, flags, 0, stream)).isNull();
    }

    assertThat(frame(type, flags, 0, stream))
        .extracting("error")
        .isEqualTo(Http2Error.ENHANCE_YOUR_CALM);
  }

  @Test
  void whoWorksMaySendManyOfThem() {
    for (int i = 0; i < 20_000; i++) {
      rules.onSent();
      for (int j = 0; j < 10; j++) {
        assertThat(frame(8, NONE, 4, 0)).isNull();
      }
    }
  }

  @Test
  void aKeptConnectionMaySendThemForEver() {
    for (int i = 0; i < 10_000; i++) {
      nanos += Duration.ofSeconds(1).toNanos();
      assertThat(frame(6, NONE, 8, 0)).isNull();
    }
  }

  @Test
  void requestsWithoutAnEndAreBounded() {
    for (int i = 0; i < FrameRules.MOST_UNENDED; i++) {
      assertThat(frame(HEADERS, END_HEADERS, 10, 2 * i + 1)).isNull();
    }

    assertThat(frame(HEADERS, END_HEADERS, 10, 2 * FrameRules.MOST_UNENDED + 1))
        .extracting("error")
        .isEqualTo(Http2Error.ENHANCE_YOUR_CALM);
  }
}
