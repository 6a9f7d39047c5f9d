package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.grpc.Status;
import io.heddle.certs.X509Svid;
import io.heddle.v1.FromWorkload;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that are no message end their own session, and nothing of it is left. */
final class UnreadableMessageTest extends RefusalFixture {
  private static final String TEXT =
      "session: unreadable bytes (expected: a message of a workload)";
  private static final int NOISE = 200;

  /** Of every message that there is. */
  static IntStream fields() {
    return FromWorkload.getDescriptor().getFields().stream().mapToInt(it -> it.getNumber());
  }

  @ParameterizedTest
  @MethodSource("fields")
  void inThePlaceOfHello(int field) throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      assertUnreadable(workload.open().send(noise(field)).end());
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void whoHasJoinedLeaves(int field) throws Exception {
    X509Svid svid = join(server.token("catalog"), "catalog-1", key);
    try (var workload = TestWorkload.withCertificate(server, svid)) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(server.listener().next()).isEqualTo("joined catalog-1");

      workload.send(noise(field));

      assertThat(server.listener().next()).isEqualTo("left catalog-1");
      assertUnreadable(workload.end());
    }
  }

  @Test
  void theConnectionsConfigurationEndsBeforeItBegan() throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(workload.next().hasWelcome()).isTrue();
      var ads = workload.whoAmI();

      workload.send(noise(2));

      assertUnreadable(workload.end());
      assertThat(ads.get()).isEqualTo("INVALID_ARGUMENT: " + TEXT);
    }
  }

  @Test
  void itsPlaceIsFree(@TempDir Path other) throws Exception {
    IdentityConfig standard = TestControlPlane.CONFIG;
    IdentityConfig one =
        new IdentityConfig(
            standard.trustDomain(),
            standard.lifetime(),
            standard.expiredGrace(),
            standard.csrBurst(),
            standard.csrPerLifetime(),
            1);
    try (var small = new TestControlPlane(one, other, clock)) {
      String token = small.token("catalog").text();
      try (var workload = TestWorkload.withToken(small, token)) {
        assertThat(workload.open().send(noise(1)).end().getDescription()).isEqualTo(TEXT);
        try (var next = TestWorkload.withToken(small, token)) {
          next.open().hello(TestWorkload.hello("catalog-1"));
          assertThat(next.next().hasWelcome()).isTrue();
        }
      }
    }
  }

  @Test
  void aCompressedOneThatIsTooLarge() throws Exception {
    X509Svid svid = join(server.token("catalog"), "catalog-1", key);
    try (var workload = TestWorkload.withCertificate(server, svid)) {
      workload.openCompressed().hello(TestWorkload.hello("catalog-1"));
      assertThat(server.listener().next()).isEqualTo("joined catalog-1");

      workload.csr(new byte[5 << 20]);

      assertThat(server.listener().next()).isEqualTo("left catalog-1");
      assertThat(workload.end().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(server.observer().refusals()).containsExactly(RefusalReason.MESSAGE_TOO_LARGE);
    }
  }

  private void assertUnreadable(Status status) {
    assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(status.getDescription()).isEqualTo(TEXT);
    assertThat(server.observer().refusals()).containsExactly(RefusalReason.MESSAGE_UNREADABLE);
  }

  /**
   * Bytes in the place of a message, the same for the same field. A length that too little follows
   * comes first, so that they are never one.
   */
  private static FromWorkload noise(int field) {
    byte[] noise = new byte[NOISE];
    new Random(field).nextBytes(noise);
    noise[0] = 10;
    noise[1] = -1;
    noise[2] = -1;
    noise[3] = 1;
    Field bytes = Field.newBuilder().addLengthDelimited(ByteString.copyFrom(noise)).build();
    return FromWorkload.newBuilder()
        .setUnknownFields(UnknownFieldSet.newBuilder().addField(field, bytes).build())
        .build();
  }
}
