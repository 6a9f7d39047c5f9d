package io.heddle.controlplane.rollout;

import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.identity.Registration;
import io.heddle.controlplane.identity.WorkloadSession;
import io.heddle.controlplane.model.InboundPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A session that remembers what it was told. */
final class FakeSession implements WorkloadSession {
  private final Registration registration;
  private final Claims claims;
  final List<List<String>> released = new ArrayList<>();

  FakeSession(Registration registration, Claims claims) {
    this.registration = registration;
    this.claims = claims;
  }

  /** An instance of {@code app} in the namespace shop, version v1, 30 s of grace. */
  static FakeSession of(String uid, String app) {
    return of(uid, app, "v1");
  }

  static FakeSession of(String uid, String app, String version) {
    return new FakeSession(
        registration(uid, app, version), claims("10.0.0.1", Duration.ofSeconds(30)));
  }

  static Registration registration(String uid, String app, String version) {
    return new Registration(
        uid,
        SpiffeId.of("cluster.local", "shop", app),
        "shop",
        app,
        Map.of("app", app, "version", version));
  }

  static Claims claims(String address, Duration grace) {
    return new Claims(List.of(new InboundPort("http", 8080, 18080)), "zone-a", 1, address, grace);
  }

  FakeSession withClaims(Claims newClaims) {
    return new FakeSession(registration, newClaims);
  }

  /** The same instance's next session. */
  FakeSession again() {
    return new FakeSession(registration, claims);
  }

  @Override
  public Registration registration() {
    return registration;
  }

  @Override
  public Claims claims() {
    return claims;
  }

  @Override
  public void released(List<String> laggards) {
    released.add(laggards);
  }

  @Override
  public void renew() {}
}
