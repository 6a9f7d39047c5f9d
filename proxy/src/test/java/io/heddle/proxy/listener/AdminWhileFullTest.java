package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.admin.AdminServer;
import io.heddle.proxy.admin.Page;
import io.heddle.proxy.admin.Pages;
import io.heddle.proxy.cluster.FullPort;
import io.heddle.proxy.memory.MemorySettings;
import io.heddle.proxy.telemetry.AccessLogMode;
import io.heddle.proxy.telemetry.Telemetry;
import io.heddle.proxy.telemetry.TelemetryConfig;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators and probes see of a sidecar that takes no requests for want of memory. */
final class AdminWhileFullTest {
  private static final int BOUND = 30_000;

  private final EventLoopGroup control =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Telemetry telemetry =
      new Telemetry(
          new TelemetryConfig(100, Duration.ofMinutes(1), AccessLogMode.OFF, 16),
          InstantSource.system(),
          System::nanoTime,
          System.out);

  @AfterEach
  void close() {
    telemetry.close();
    control.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void healthAndMetricsAnswer() throws Exception {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Pages pages =
        new Pages()
            .add("/healthz", () -> Page.text("ok\n"))
            .add("/metrics", () -> Page.text(telemetry.scrape()));
    try (FullPort nowhere = new FullPort();
        TestProxy proxy = TestProxy.outbound(new MemorySettings(40_000));
        AdminServer admin = AdminServer.open(control, loopback, pages);
        TestClient holding = new TestClient(proxy.address())) {
      telemetry.gauges().memory(proxy.dataPath().memory());
      proxy.apply(
          Snapshots.empty()
              .connectTimeout(Duration.ofMinutes(1))
              .outboundHttp()
              .plainCluster(Snapshots.endpoint(nowhere.port(), "one"))
              .build());
      holding.send(TestClient.post("/orders", "x".repeat(BOUND)));
      Eventually.until(() -> proxy.dataPath().memory().heldBytes() == BOUND);

      assertThat(TestClient.once(proxy.address(), TestClient.get("/"))).startsWith("HTTP/1.1 503 ");
      assertThat(TestClient.once(admin.address(), TestClient.get("/healthz"))).endsWith("ok\n");
      assertThat(TestClient.once(admin.address(), TestClient.get("/metrics")))
          .contains("heddle_memory_held_bytes " + 30_000.0)
          .contains("heddle_memory_bound_bytes " + 30_000.0);
    }
  }
}
