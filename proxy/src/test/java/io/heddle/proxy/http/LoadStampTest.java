package io.heddle.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The private load field. */
final class LoadStampTest {
  @Test
  void readsWhatItWrites() {
    for (LoadStamp stamp :
        new LoadStamp[] {new LoadStamp(0, 0, false), new LoadStamp(12, 345, true)}) {
      assertThat(LoadStamp.parse(stamp.format())).contains(stamp);
    }
    assertThat(new LoadStamp(3, 20, true).format()).isEqualTo("3,20,draining");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "1",
        "1,",
        ",1",
        "a,1",
        "1,a",
        "-1,1",
        "1,2,3",
        "1,2,drain",
        "1, 2",
        "9999999999,1",
        "1,2,draining,draining"
      })
  void ignoresWhatIsNotOne(String value) {
    assertThat(LoadStamp.parse(value)).isEmpty();
  }

  @Test
  void ignoresAMissingField() {
    assertThat(LoadStamp.parse(null)).isEmpty();
  }
}
