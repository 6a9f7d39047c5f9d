package io.heddle.controlplane.identity;

/** Where everyone looks the authorities up. Safe for any thread; written by the issuing thread. */
final class AuthoritiesInForce {
  private volatile Authorities now;

  AuthoritiesInForce(Authorities first) {
    this.now = first;
  }

  Authorities now() {
    return now;
  }

  void change(Authorities next) {
    now = next;
  }
}
