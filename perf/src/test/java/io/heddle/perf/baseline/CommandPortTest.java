package io.heddle.perf.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.controlplane.cache.v3.Snapshot;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandPortTest {
  private Cache cache;

  @BeforeEach
  void fill() throws InvalidProtocolBufferException {
    cache = new Cache(Resources.all());
  }

  @Test
  void eachLineIsAVersionOfTheEndpointsAndOfNothingElse() {
    CommandPort.obey(cache, "put outbound|80||steady 20002 HEALTHY");
    CommandPort.obey(cache, "remove outbound|80||steady 20000");

    assertThat(endpoints()).containsExactly("127.0.0.1:20001 UNHEALTHY", "127.0.0.1:20002 HEALTHY");
    assertThat(snapshot().endpoints().version()).isEqualTo("3");
    assertThat(snapshot().clusters().version()).isEqualTo("1");
    assertThat(snapshot().routes().version()).isEqualTo("1");
    assertThat(snapshot().listeners().version()).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({
    "drop outbound|80||steady 1,   command: drop (expected: put or remove)",
    "remove elsewhere 1,           endpoints: elsewhere (expected: one of [outbound|80||steady])"
  })
  void whatCannotBeDoneIsSaid(String line, String message) {
    assertThatThrownBy(() -> CommandPort.obey(cache, line)).hasMessage(message);
  }

  private List<String> endpoints() {
    var steady = snapshot().endpoints().versionedResources().get(Resources.STEADY);
    return steady == null ? List.of() : Resources.text((ClusterLoadAssignment) steady.resource());
  }

  private Snapshot snapshot() {
    return cache.config().getSnapshot("all");
  }
}
