package io.heddle.perf.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import org.junit.jupiter.api.Test;

final class EndpointEditsTest {
  @Test
  void aNewEndpointIsMadeLikeTheFirst() {
    var edited = EndpointEdits.put(Resources.endpoints(), 20_002, HealthStatus.DRAINING);

    assertThat(Resources.text(edited))
        .containsExactly(
            "127.0.0.1:20000 HEALTHY", "127.0.0.1:20001 UNHEALTHY", "127.0.0.1:20002 DRAINING");
  }

  @Test
  void oneThatIsThereChangesItsHealth() {
    var edited = EndpointEdits.put(Resources.endpoints(), 20_001, HealthStatus.HEALTHY);

    assertThat(Resources.text(edited))
        .containsExactly("127.0.0.1:20000 HEALTHY", "127.0.0.1:20001 HEALTHY");
  }

  @Test
  void oneIsTakenAwayByItsPort() {
    assertThat(Resources.text(EndpointEdits.remove(Resources.endpoints(), 20_000)))
        .containsExactly("127.0.0.1:20001 UNHEALTHY");
    assertThat(EndpointEdits.remove(Resources.endpoints(), 9)).isEqualTo(Resources.endpoints());
  }
}
