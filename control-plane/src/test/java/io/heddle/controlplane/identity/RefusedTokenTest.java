package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.P256;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RefusedTokenTest extends RefusalFixture {
  @Test
  void aSessionWithoutCredential() throws Exception {
    try (var workload = TestWorkload.anonymous(server)) {
      assertRefused(
          workload.open().end(), RefusalReason.NO_CREDENTIAL, "connection: no credential");
    }
  }

  @Test
  void adsWithoutCredentialOrSession() throws Exception {
    try (var workload = TestWorkload.anonymous(server)) {
      assertThat(workload.whoAmI().get(10, TimeUnit.SECONDS))
          .startsWith("UNAUTHENTICATED: connection: no credential");
    }
    assertThat(server.observer().refusals()).containsExactly(RefusalReason.NO_CREDENTIAL);
  }

  @Test
  void aTokenThatIsNone() throws Exception {
    assertTokenRefused(
        "heddle1.abc",
        RefusalReason.TOKEN_MALFORMED,
        "join token: 11 characters that are no token");
  }

  @Test
  void anUnknownToken() throws Exception {
    JoinToken token = JoinToken.random(server.token("catalog").pins(), RANDOM);

    assertTokenRefused(
        token.text(), RefusalReason.TOKEN_UNKNOWN, "join token " + token.id() + ": unknown");
  }

  @Test
  void aTokenWithAWrongSecret() throws Exception {
    JoinToken token = server.token("catalog");
    JoinToken forged =
        new JoinToken(token.id(), JoinToken.random(token.pins(), RANDOM).secret(), token.pins());

    assertTokenRefused(
        forged.text(),
        RefusalReason.TOKEN_WRONG_SECRET,
        "join token " + token.id() + ": wrong secret");
  }

  @Test
  void anExpiredToken() throws Exception {
    JoinToken token = server.token("catalog");
    clock.advance(Duration.ofHours(1));

    assertTokenRefused(
        token.text(),
        RefusalReason.TOKEN_EXPIRED,
        "join token " + token.id() + ": expired 2026-03-01T13:00:00Z");
  }

  @Test
  void aTokenOfAnotherMesh() throws Exception {
    JoinToken token = server.token("catalog");
    JoinToken foreign =
        new JoinToken(token.id(), token.secret(), List.of(otherAuthority("mesh.test").pin()));

    assertTokenRefused(
        foreign.text(),
        RefusalReason.TOKEN_FOREIGN,
        "join token " + token.id() + ": pins the authority");
  }

  @Test
  void aUsedUpTokenWhoseBearerNeverJoins() throws Exception {
    JoinToken token = server.token("catalog");
    join(token, "catalog-1", key);
    try (var workload = TestWorkload.withToken(server, token.text())) {
      workload.open().hello(TestWorkload.hello("catalog-2")).healthy();
      assertThat(workload.next().hasWelcome()).isTrue();
      var ads = workload.whoAmI();

      workload.csr(P256.generate(RANDOM));

      assertRefused(
          workload.end(),
          RefusalReason.TOKEN_USED_UP,
          "join token " + token.id() + ": all uses taken, 1");
      assertThat(ads.get(10, TimeUnit.SECONDS)).startsWith("UNAUTHENTICATED: join token");
      assertThat(server.listener().isSilent()).isTrue();
    }
  }

  @Test
  void aTokenWithTwoUsesAdmitsTwo() throws Exception {
    JoinToken token =
        server.token(new TokenGrant("catalog", "shop", Map.of(), 2, Duration.ofHours(1)));
    join(token, "catalog-1", key);
    join(token, "catalog-2", P256.generate(RANDOM));
    try (var workload = TestWorkload.withToken(server, token.text())) {
      workload.open().hello(TestWorkload.hello("catalog-3")).csr(P256.generate(RANDOM));

      assertRefused(workload.end(), RefusalReason.TOKEN_USED_UP, "join token " + token.id());
    }
  }

  @Test
  void aTokensBearerThatTakesTheUidOfAnotherService() throws Exception {
    join(server.token("catalog"), "catalog-1", key);
    try (var workload = TestWorkload.withToken(server, server.token("web").text())) {
      workload.open().hello(TestWorkload.hello("catalog-1"));

      assertRefused(workload.end(), RefusalReason.UID_TAKEN, "instance catalog-1: another");
    }
  }

  @Test
  void aTokensBearerThatTakesTheUidOfAnotherKeyAndKeepsItsUse() throws Exception {
    join(server.token("catalog"), "catalog-1", key);
    JoinToken second = server.token("catalog");
    try (var workload = TestWorkload.withToken(server, second.text())) {
      workload.open().hello(TestWorkload.hello("catalog-1")).csr(P256.generate(RANDOM));

      assertRefused(workload.end(), RefusalReason.UID_TAKEN, "instance catalog-1: another");
    }
    join(second, "catalog-2", P256.generate(RANDOM));
  }
}
