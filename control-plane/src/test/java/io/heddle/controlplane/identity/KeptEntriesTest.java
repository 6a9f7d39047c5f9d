package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.KeyHash;
import io.heddle.certs.P256;
import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.identity.KeptEntries.KeptToken;
import io.heddle.controlplane.rotation.SignedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptEntriesTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration HOUR = Duration.ofHours(1);

  private final HandMovedClock clock = new HandMovedClock();
  private final KeyHash key = KeyHash.of(P256.generate(RANDOM).getPublic());
  private StateDirectory state = new StateDirectory(Path.of(""));

  @BeforeEach
  void makeDirectory(@TempDir Path directory) throws IOException {
    state = new StateDirectory(directory);
    state.create();
  }

  @Test
  void aTokenWithItsUsesAndWhomItsServiceHas() throws Exception {
    TokenStore store = new TokenStore(state.tokens(), () -> List.of(key), clock, RANDOM);
    JoinToken token =
        store.create(new TokenGrant("web", "shop", Map.of("app", "web"), 3, Duration.ofHours(2)));
    store.redeem(token, key);
    admit("web-1", "shop", "web");
    admit("web-2", "test", "web");
    admit("catalog-1", "shop", "catalog");

    KeptEntries entries = KeptEntries.read(state);

    assertThat(entries.unreadable()).isEmpty();
    assertThat(entries.tokens())
        .containsExactly(
            new KeptToken(token.id(), "web", 3, 1, clock.instant().plus(HOUR.multipliedBy(2)), 1));
  }

  @Test
  void whatTheControlPlaneWouldLeaveOutIsNamed() throws Exception {
    Files.writeString(state.tokens().resolve("torn.json"), "{\"id\": ");
    Files.writeString(state.tokens().resolve("short.json"), "{}");
    Files.writeString(state.registrations().resolve("torn.json"), "{\"uid\": ");
    Files.writeString(state.registrations().resolve("short.json"), "{}");

    assertThat(KeptEntries.read(state).unreadable())
        .extracting(line -> line.substring(0, line.indexOf(':')))
        .containsExactlyInAnyOrder(
            state.tokens().resolve("torn.json").toString(),
            state.tokens().resolve("short.json").toString(),
            state.registrations().resolve("torn.json").toString(),
            state.registrations().resolve("short.json").toString());
  }

  @Test
  void aDirectoryThatIsNotThereHasNone() {
    assertThat(KeptEntries.read(new StateDirectory(state.root().resolve("none"))))
        .isEqualTo(new KeptEntries(List.of(), List.of()));
  }

  private void admit(String uid, String namespace, String service) throws Exception {
    SpiffeId id = SpiffeId.of("mesh.test", namespace, service);
    Registration registration =
        new Registration(uid, id, namespace, service, Map.of("app", service));
    Registrations registrations =
        new Registrations(state.registrations(), HOUR, clock, new RecordingObserver());
    registrations.admit(
        new Enrolled(registration, clock.instant().plus(HOUR), key, SignedBy.only(key)));
  }
}
