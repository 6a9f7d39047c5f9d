package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.certs.KeyHash;
import io.heddle.certs.P256;
import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.rotation.SignedBy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistrationsTest {
  private static final KeyHash ROOT = KeyHash.of(P256.generate(new SecureRandom()).getPublic());
  private static final SignedBy SIGNED = SignedBy.only(ROOT);

  private final HandMovedClock clock = new HandMovedClock();
  private final RecordingObserver observer = new RecordingObserver();
  private final KeyHash key = KeyHash.of(P256.generate(new SecureRandom()).getPublic());
  private Path directory = Path.of("");

  @BeforeEach
  void makeDirectory(@TempDir Path parent) throws Exception {
    directory = Files.createDirectories(parent.resolve("registrations"));
  }

  @Test
  void outliveTheProcess() throws Exception {
    Enrolled web = enrolled("web-1", "web");
    load().admit(web);

    assertThat(load().all()).containsExactly(web);
    assertThat(load().find("web-1")).contains(web);
    assertThat(observer.failures()).isEmpty();
  }

  @Test
  void aFileThatCannotBeReadHurtsNoOther() throws Exception {
    load().admit(enrolled("web-1", "web"));
    Files.writeString(directory.resolve("web-2.json"), "{ \"uid\": ");
    Files.writeString(directory.resolve("web-3.json"), "{}");

    assertThat(load().all()).extracting(it -> it.registration().uid()).containsExactly("web-1");
    assertThat(observer.failures()).hasSize(2);
    assertThat(directory.resolve("web-2.json")).exists();
  }

  @Test
  void whoCannotRenewAnyMoreIsForgotten() throws Exception {
    load().admit(enrolled("web-1", "web"));
    clock.advance(Duration.ofHours(1).plus(Duration.ofDays(30)));
    assertThat(load().all()).hasSize(1);
    clock.advance(Duration.ofSeconds(1));

    assertThat(load().all()).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aUidBelongsToOneKeyAndService() throws Exception {
    Registrations registrations = load();
    registrations.admit(enrolled("web-1", "web"));
    registrations.admit(enrolled("web-1", "web"));

    KeyHash other = KeyHash.of(P256.generate(new SecureRandom()).getPublic());
    assertTaken(
        registrations, new Enrolled(registration("web-1", "web"), clock.instant(), other, SIGNED));
    assertTaken(registrations, enrolled("web-1", "catalog"));
  }

  @Test
  void aLapsedUidMayBeTakenAnew() throws Exception {
    Registrations registrations = load();
    registrations.admit(enrolled("web-1", "web"));
    clock.advance(Duration.ofDays(31));

    Enrolled catalog = enrolled("web-1", "catalog");
    registrations.admit(catalog);

    assertThat(registrations.all()).containsExactly(catalog);
  }

  @Test
  void aRenewalThatCannotBeKeptStillCounts() throws Exception {
    Registrations registrations = load();
    registrations.admit(enrolled("web-1", "web"));
    Files.delete(directory.resolve("web-1.json"));
    Files.delete(directory);
    clock.advance(Duration.ofMinutes(30));

    Enrolled renewed = enrolled("web-1", "web");
    registrations.renewed(renewed);

    assertThat(registrations.find("web-1")).contains(renewed);
    assertThat(observer.failures()).containsExactly("registration of web-1");
  }

  private static void assertTaken(Registrations registrations, Enrolled wanted) {
    assertThatThrownBy(() -> registrations.admit(wanted))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(RefusalReason.UID_TAKEN));
  }

  private Registrations load() throws Exception {
    Registrations registrations =
        new Registrations(directory, Duration.ofDays(30), clock, observer);
    registrations.load(ROOT);
    return registrations;
  }

  private Enrolled enrolled(String uid, String service) {
    return new Enrolled(
        registration(uid, service), clock.instant().plus(Duration.ofHours(1)), key, SIGNED);
  }

  private static Registration registration(String uid, String service) {
    return new Registration(
        uid,
        SpiffeId.of("mesh.test", "shop", service),
        "shop",
        service,
        Map.of("app", service, "version", "v1"));
  }
}
