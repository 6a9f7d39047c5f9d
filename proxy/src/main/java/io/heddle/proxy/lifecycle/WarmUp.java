package io.heddle.proxy.lifecycle;

import io.heddle.proxy.cluster.UpstreamSettings;
import io.heddle.proxy.config.WorkloadIdentity;
import io.heddle.proxy.filter.gate.InboundGate;
import io.heddle.proxy.http.Protections;
import io.heddle.proxy.listener.BoundPorts;
import io.heddle.proxy.listener.DataPath;
import io.heddle.proxy.listener.DataPathConfig;
import io.heddle.proxy.listener.DownstreamSettings;
import io.heddle.proxy.listener.InboundPort;
import io.heddle.proxy.listener.OutboundDemand;
import io.heddle.proxy.listener.OutboundPort;
import io.heddle.proxy.memory.MemorySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests through a data path of its own, out and in again, so that the code of the real one
 * is loaded and compiled before the first real request comes. Nothing of it is counted, and no
 * application sees it.
 */
public final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final int REQUESTS = 300;
  private static final int REQUESTS_PER_CONNECTION = 60;
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final byte[] REQUEST =
      "GET /warm-up HTTP/1.1\r\nHost: warm-up\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final WorkloadIdentity identity;
  private final long deadlineNanos = System.nanoTime() + LONGEST.toNanos();

  private WarmUp(WorkloadIdentity identity) {
    this.identity = identity;
  }

  /** Runs beside everything else; {@code done} is called in any case, on another thread. */
  public static void start(WorkloadIdentity identity, Runnable done) {
    Thread.ofPlatform()
        .daemon()
        .name("warm-up")
        .start(() -> {
          try {
            int answered = run(identity);
            LOG.info("warmed up with {} requests", answered);
          } catch (IOException | RuntimeException e) {
            LOG.warn("no warm-up: {}", e.toString());
          }
          done.run();
        });
  }

  /** Gives the number of requests that were answered with success. */
  static int run(WorkloadIdentity identity) throws IOException {
    return new WarmUp(identity).run();
  }

  private int run() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (WarmUpApplication application = new WarmUpApplication();
        DataPath dataPath = new DataPath(config())) {
      BoundPorts ports =
          dataPath.start(
              List.of(new InboundPort(application.port(), loopback, 0)),
              List.of(new OutboundPort(WarmUpSnapshot.OUTBOUND, loopback, 0)));
      dataPath.gate().to(InboundGate.State.OPEN);
      dataPath.apply(
          WarmUpSnapshot.of(identity, application.port(), ports.inbound().getFirst().getPort()));
      int sent = 0;
      while (sent < REQUESTS && isTimeLeft()) {
        sent += send(ports.outbound().getFirst());
      }
      return sent;
    }
  }

  private static DataPathConfig config() {
    return new DataPathConfig(
        WarmUpSnapshot.INBOUND,
        1,
        MemorySettings.ofThisJvm(),
        Protections.ALL,
        DownstreamSettings.DEFAULT,
        UpstreamSettings.DEFAULT,
        DataPathConfig.Observers.NONE,
        OutboundDemand.ALWAYS_MET,
        DataPathConfig.Time.SYSTEM,
        SplittableRandom::new);
  }

  private int send(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout((int) LONGEST.toMillis());
      int sent = 0;
      while (sent < REQUESTS_PER_CONNECTION && isTimeLeft()) {
        socket.getOutputStream().write(REQUEST);
        WarmUpApplication.readResponse(socket.getInputStream());
        sent++;
      }
      return sent;
    }
  }

  private boolean isTimeLeft() {
    return System.nanoTime() - deadlineNanos < 0;
  }
}
