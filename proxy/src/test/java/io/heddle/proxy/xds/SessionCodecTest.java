package io.heddle.proxy.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.heddle.v1.CsrRefused;
import io.heddle.v1.FromWorkload;
import io.heddle.v1.Health;
import io.heddle.v1.InboundPort;
import io.heddle.v1.InboundStats;
import io.heddle.v1.Reached;
import io.heddle.v1.Released;
import io.heddle.v1.Renew;
import io.heddle.v1.Stats;
import io.heddle.v1.ToWorkload;
import io.heddle.v1.UpstreamStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Our codec against the classes that protoc made of the same schema. */
class SessionCodecTest {
  private static final ToWorkload WELCOME =
      ToWorkload.newBuilder()
          .setWelcome(
              io.heddle.v1.Welcome.newBuilder()
                  .setSpiffeId("spiffe://cluster.local/ns/shop/sa/web")
                  .setNamespace("shop")
                  .setService("web")
                  .setLifetimeMillis(86_400_000))
          .build();

  @Test
  void writesHello() throws Exception {
    Claims claims =
        new Claims(
            List.of(new Claims.InboundPort("http", 8080, 15_080), new Claims.InboundPort("", 1, 2)),
            "a",
            "10.0.0.1",
            Duration.ofSeconds(30));

    FromWorkload read = FromWorkload.parseFrom(SessionCodec.hello(new Hello("uid-1", claims)));

    assertThat(read)
        .isEqualTo(
            FromWorkload.newBuilder()
                .setHello(
                    io.heddle.v1.Hello.newBuilder()
                        .setInstanceUid("uid-1")
                        .addInbound(
                            InboundPort.newBuilder()
                                .setName("http")
                                .setAppPort(8080)
                                .setPort(15_080))
                        .addInbound(InboundPort.newBuilder().setAppPort(1).setPort(2))
                        .setZone("a")
                        .setSchemaVersion(1)
                        .setAdvertise("10.0.0.1")
                        .setGraceMillis(30_000))
                .build());
  }

  @Test
  void writesEveryOtherMessage() throws Exception {
    assertThat(FromWorkload.parseFrom(SessionCodec.csr(new byte[] {1, 2})).getCsr().getDer())
        .isEqualTo(ByteString.copyFrom(new byte[] {1, 2}));
    assertThat(FromWorkload.parseFrom(SessionCodec.healthy()).getHealth())
        .isEqualTo(Health.newBuilder().setHealthy(true).build());
    assertThat(FromWorkload.parseFrom(SessionCodec.unhealthy("503")).getHealth())
        .isEqualTo(Health.newBuilder().setCause("503").build());
    assertThat(FromWorkload.parseFrom(SessionCodec.stopping()).hasStopping()).isTrue();
    assertThat(FromWorkload.parseFrom(SessionCodec.quiet()).hasQuiet()).isTrue();
    assertThat(FromWorkload.parseFrom(SessionCodec.reached("c1", "")).getReached())
        .isEqualTo(Reached.newBuilder().setInstanceUid("c1").build());
  }

  @Test
  void writesStatistics() throws Exception {
    SidecarStats stats =
        new SidecarStats(
            List.of(new SidecarStats.Inbound(15_080, 1, 2, 3, Long.MAX_VALUE, 5)),
            List.of(new SidecarStats.Upstream("c1", 4, 5, 6)));

    assertThat(
            FromWorkload.parseFrom(
                    SessionCodec.stats(stats, Instant.ofEpochMilli(1_700_000_000_123L)))
                .getStats())
        .isEqualTo(
            Stats.newBuilder()
                .addInbound(
                    InboundStats.newBuilder()
                        .setPort(15_080)
                        .setMisdirected(1)
                        .setPlaintextConnections(2)
                        .setRefused(3)
                        .setRequests(Long.MAX_VALUE)
                        .setMoved(5))
                .addUpstream(
                    UpstreamStats.newBuilder()
                        .setInstanceUid("c1")
                        .setFailed(4)
                        .setRedispatched(5)
                        .setRepeated(6))
                .setSentUnixMillis(1_700_000_000_123L)
                .build());
  }

  @Test
  void readsEveryMessage() throws Exception {
    assertThat(read(WELCOME))
        .isInstanceOfSatisfying(
            FromControlPlane.Welcomed.class,
            it -> {
              assertThat(it.welcome().id()).hasToString("spiffe://cluster.local/ns/shop/sa/web");
              assertThat(it.welcome().namespace()).isEqualTo("shop");
              assertThat(it.welcome().service()).isEqualTo("web");
              assertThat(it.welcome().lifetime()).isEqualTo(Duration.ofDays(1));
            });
    assertThat(
            read(
                ToWorkload.newBuilder()
                    .setReleased(Released.newBuilder().addLaggards("a").addLaggards("b"))
                    .build()))
        .isEqualTo(new FromControlPlane.Released(List.of("a", "b")));
    assertThat(read(ToWorkload.newBuilder().setRenew(Renew.getDefaultInstance()).build()))
        .isEqualTo(new FromControlPlane.Renew());
    assertThat(
            read(
                ToWorkload.newBuilder()
                    .setCsrRefused(
                        CsrRefused.newBuilder().setReason("no").setRetryAfterMillis(1_500))
                    .build()))
        .isEqualTo(new FromControlPlane.CsrRefused("no", Duration.ofMillis(1_500)));
  }

  @Test
  void aMessageOfANewerControlPlaneIsUnknown() throws Exception {
    byte[] newer = new ProtoWriter().message(99, new ProtoWriter().text(1, "x")).toBytes();

    assertThat(SessionCodec.decode(newer)).isEqualTo(new FromControlPlane.Unknown());
  }

  @Test
  void refusesAWelcomeWithoutIdentity() {
    byte[] empty = new ProtoWriter().message(4, new ProtoWriter().number(4, 1)).toBytes();

    assertThatThrownBy(() -> SessionCodec.decode(empty))
        .isInstanceOf(DecodeException.class)
        .hasMessageStartingWith("welcome.spiffe_id: ");
  }

  @Test
  void aMessageThatIsCutAnywhereIsReadOrRefused() {
    byte[] whole = WELCOME.toByteArray();
    int refused = 0;
    for (int length = 1; length < whole.length; length++) {
      try {
        SessionCodec.decode(Arrays.copyOf(whole, length));
      } catch (DecodeException _) {
        refused++;
      }
    }
    assertThat(refused).isEqualTo(whole.length - 1);
  }

  private static FromControlPlane read(ToWorkload message) throws DecodeException {
    return SessionCodec.decode(message.toByteArray());
  }
}
