package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.certs.KeyHash;
import io.heddle.certs.P256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TokenStoreTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final HandMovedClock clock = new HandMovedClock();
  private final KeyHash key = key();
  @TempDir Path directory;

  @Test
  void aTokenReadsAsTheWireSays() throws Exception {
    JoinToken token = store().create(grant(1));

    assertThat(token.text())
        .matches("heddle1\\.[a-z2-7]{10}\\.[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43}");
    assertThat(JoinToken.parse(token.text())).isEqualTo(token);
    assertThat(token.toString()).doesNotContain(token.secret());
  }

  @Test
  void theSecretIsNotKept() throws Exception {
    JoinToken token = store().create(grant(1));
    store().redeem(token, key);

    assertThat(files()).containsExactly(token.id() + ".json", token.id() + ".use-1");
    for (String name : files()) {
      Path file = directory.resolve("tokens").resolve(name);
      assertThat(file).content().doesNotContain(token.secret());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void withoutLabelsTheAppIsTheService() {
    assertThat(grant(1).labels()).isEqualTo(Map.of("app", "web"));
  }

  @Test
  void ofManyKeysAtOnceExactlyAsManyAsThereAreUsesSucceed() throws Exception {
    JoinToken token = store().create(grant(3));
    AtomicInteger redeemed = new AtomicInteger();
    AtomicInteger usedUp = new AtomicInteger();

    Stream.generate(TokenStoreTest::key).limit(24).toList().parallelStream()
        .forEach(candidate -> {
          try {
            store().redeem(token, candidate);
            store().redeem(token, candidate);
            redeemed.incrementAndGet();
          } catch (RefusedException e) {
            assertThat(e.reason()).isEqualTo(RefusalReason.TOKEN_USED_UP);
            usedUp.incrementAndGet();
          }
        });

    assertThat(redeemed).hasValue(3);
    assertThat(usedUp).hasValue(21);
  }

  @Test
  void anotherKeyDoesNotRepeatAUsedToken() throws Exception {
    JoinToken token = store().create(grant(1));
    store().redeem(token, key);
    store().redeem(token, key);

    assertRefused(token, key(), RefusalReason.TOKEN_USED_UP);
  }

  @Test
  void theSameKeyRepeatsItNoLongerThanTheTtl() throws Exception {
    JoinToken token = store().create(grant(1));
    store().redeem(token, key);
    clock.advance(Duration.ofHours(1).minusNanos(1));
    store().redeem(token, key);
    clock.advance(Duration.ofNanos(1));

    assertRefused(token, key, RefusalReason.TOKEN_EXPIRED);
  }

  @Test
  void anExpiredTokenIsForgottenAWeekLater() throws Exception {
    JoinToken token = store().create(grant(1));
    store().redeem(token, key);
    clock.advance(Duration.ofHours(1).plus(Duration.ofDays(7)).plusSeconds(1));
    JoinToken next = store().create(grant(1));

    assertThat(files()).containsExactly(next.id() + ".json");
    assertRefused(token, key, RefusalReason.TOKEN_UNKNOWN);
  }

  @Test
  void aTokensFileThatCannotBeReadAdmitsNobody() throws Exception {
    JoinToken token = store().create(grant(1));
    Path file = directory.resolve("tokens").resolve(token.id() + ".json");
    Files.writeString(file, Files.readString(file).substring(0, 40));
    assertRefused(token, key, RefusalReason.TOKEN_UNKNOWN);
    Files.writeString(file, "{}");

    assertRefused(token, key, RefusalReason.TOKEN_UNKNOWN);
  }

  static Stream<String> texts() {
    String secret = "s".repeat(43);
    String pin = "p".repeat(43);
    return Stream.of(
        "",
        "heddle1",
        "heddle2.aaaaaaaaaa." + secret + "." + pin,
        "heddle1.aaaaaaaaa." + secret + "." + pin,
        "heddle1.aaaaaaaaa1." + secret + "." + pin,
        "heddle1.aaaaaaaaaa." + secret + "s." + pin,
        "heddle1.aaaaaaaaaa." + secret + "." + pin + "p",
        "heddle1.../../..aa." + secret + "." + pin,
        "heddle1.aaaaaaaaaa." + secret + "." + pin + "\n");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatIsNoTokenIsRefused(String text) {
    assertThatThrownBy(() -> JoinToken.parse(text))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(RefusalReason.TOKEN_MALFORMED));
  }

  @Test
  void aGrantKeepsItsLimits() {
    Duration hour = Duration.ofHours(1);
    assertThatThrownBy(() -> new TokenGrant("Web", "shop", Map.of(), 1, hour))
        .hasMessageStartingWith("service: Web (expected:");
    assertThatThrownBy(() -> new TokenGrant("web", "", Map.of(), 1, hour))
        .hasMessageStartingWith("namespace:  (expected:");
    assertThatThrownBy(() -> new TokenGrant("web", "shop", Map.of("a b", "c"), 1, hour))
        .hasMessageStartingWith("label: a b=c (expected:");
    assertThatThrownBy(() -> new TokenGrant("web", "shop", Map.of(), 0, hour))
        .hasMessageStartingWith("uses: 0 (expected:");
    assertThatThrownBy(() -> new TokenGrant("web", "shop", Map.of(), 1001, hour))
        .hasMessageStartingWith("uses: 1001 (expected:");
    assertThatThrownBy(() -> new TokenGrant("web", "shop", Map.of(), 1, Duration.ZERO))
        .hasMessageStartingWith("ttl: PT0S (expected:");
  }

  private void assertRefused(JoinToken token, KeyHash candidate, RefusalReason reason) {
    assertThatThrownBy(() -> store().redeem(token, candidate))
        .isInstanceOfSatisfying(
            RefusedException.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  /** A store of its own each time, as another process would have it. */
  private TokenStore store() {
    try {
      return TokenStore.of(new StateDirectory(directory), "mesh.test", clock, RANDOM);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(directory.resolve("tokens"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static TokenGrant grant(int uses) {
    return new TokenGrant("web", "shop", Map.of(), uses, Duration.ofHours(1));
  }

  private static KeyHash key() {
    return KeyHash.of(P256.generate(RANDOM).getPublic());
  }
}
