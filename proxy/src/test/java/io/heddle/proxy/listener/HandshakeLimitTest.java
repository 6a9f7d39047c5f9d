package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.cluster.InstanceLoad;
import io.heddle.proxy.cluster.UpstreamSettings;
import io.heddle.proxy.filter.gate.InboundGate;
import io.heddle.proxy.http.ConnectionObserver.Refusal;
import io.heddle.proxy.http.Protections;
import io.heddle.proxy.memory.MemorySettings;
import io.heddle.proxy.memory.TestMemory;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a client of the mesh may take over its handshake, by a hand-moved clock. */
final class HandshakeLimitTest {
  private static final int PORT = 15_080;
  private static final int LIMIT_MILLIS = 5_000;

  private final RecordedFacts facts = new RecordedFacts();
  private final EmbeddedChannel channel = new Accepted();
  private final Transports transports = Transports.create(1);

  /** A channel that was accepted on the mesh port. */
  private static final class Accepted extends EmbeddedChannel {
    @Override
    protected SocketAddress localAddress0() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT);
    }
  }

  @BeforeEach
  void accept() {
    channel.freezeTime();
    TlsContexts tls = new TlsContexts(InstantSource.system());
    InstanceLoad load = new InstanceLoad(1);
    InboundActivity activity = new InboundActivity(load, channel.eventLoop(), () -> 0);
    DataLoop loop =
        new DataLoop(
            channel.eventLoop(),
            load.cell(0),
            TestMemory.ample(channel.eventLoop()),
            new DataLoop.Shared(
                config(), transports, tls, new InboundGate(), activity, new HoldingLimit(1)));
    var snapshot =
        Snapshots.empty().identity(new TestIdentities().of("catalog")).inbound(PORT, 8_080).build();
    tls.use(snapshot.identity());
    loop.apply(new LoopSnapshot(snapshot, null));
    channel
        .pipeline()
        .addLast(
            new InboundAcceptor(
                Map.of(channel.eventLoop(), loop), new PortConnections(1), tls, activity));
  }

  private DataPathConfig config() {
    return new DataPathConfig(
        Snapshots.INBOUND,
        1,
        MemorySettings.ofThisJvm(),
        Protections.ALL,
        DownstreamSettings.DEFAULT,
        UpstreamSettings.DEFAULT,
        new DataPathConfig.Observers(facts, facts, facts, facts),
        OutboundDemand.ALWAYS_MET,
        DataPathConfig.Time.SYSTEM,
        () -> new SplittableRandom(1));
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
    transports.group().shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void aClientThatSaysNothingIsClosedAfterFiveSecondsAndCounted() throws Exception {
    pass(LIMIT_MILLIS - 1);
    assertThat(channel.isOpen()).isTrue();
    assertThat(facts.firstRefusal()).isEmpty();

    pass(1);
    assertThat(channel.isOpen()).isFalse();
    assertThat(facts.nextRefusal()).isEqualTo(Refusal.HANDSHAKE_FAILED);
  }

  @Test
  void halfAClientHelloBuysNoTime() throws Exception {
    byte[] hello = clientHello();
    pass(LIMIT_MILLIS / 2);
    channel.writeInbound(Unpooled.wrappedBuffer(hello, 0, hello.length / 2));

    pass(LIMIT_MILLIS - LIMIT_MILLIS / 2 - 1);
    assertThat(channel.isOpen()).isTrue();

    pass(1);
    assertThat(channel.isOpen()).isFalse();
    assertThat(facts.nextRefusal()).isEqualTo(Refusal.HANDSHAKE_FAILED);
    assertThat(facts.firstRefusal()).isEqualTo(Optional.empty());
  }

  private static byte[] clientHello() throws GeneralSecurityException, SSLException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    byte[] bytes = new byte[hello.flip().remaining()];
    hello.get(bytes);
    return bytes;
  }

  private void pass(int millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }
}
