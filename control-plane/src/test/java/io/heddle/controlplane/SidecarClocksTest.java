package io.heddle.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.identity.Registration;
import io.heddle.controlplane.identity.WorkloadSession.Claims;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.rollout.InstanceView;
import io.heddle.v1.Stats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SidecarClocksTest {
  private final SidecarClocks clocks = new SidecarClocks(() -> Instant.ofEpochMilli(100_000));

  @Test
  void theLastWordCounts() {
    report(90_000);
    report(107_000);

    assertThat(clocks.aheadMillis("web-1")).hasValue(7_000);
    assertThat(clocks.aheadMillis("web-2")).isEmpty();
  }

  @Test
  void aSidecarThatDoesNotSayIsNotGuessed() {
    report(0);

    assertThat(clocks.aheadMillis("web-1")).isEmpty();
  }

  @Test
  void nothingIsKnownOfWhoHasLeft() {
    report(107_000);
    clocks.lost(web());
    assertThat(clocks.aheadMillis("web-1")).isEmpty();

    report(107_000);
    clocks.forgotten(web());
    assertThat(clocks.aheadMillis("web-1")).isEmpty();
  }

  private void report(long sentUnixMillis) {
    clocks.reported(web(), Stats.newBuilder().setSentUnixMillis(sentUnixMillis).build());
  }

  private static InstanceView web() {
    return new InstanceView(
        new Registration(
            "web-1", SpiffeId.of("cluster.local", "shop", "web"), "shop", "web", Map.of()),
        new Claims(List.of(), "", 1, "10.0.0.1", Duration.ofSeconds(30)),
        InstanceState.SERVING,
        Instant.EPOCH,
        InstanceView.Connection.CONNECTED,
        InstanceView.AppHealth.HEALTHY,
        "",
        List.of());
  }
}
