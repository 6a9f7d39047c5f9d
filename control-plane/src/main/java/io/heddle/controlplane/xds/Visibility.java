package io.heddle.controlplane.xds;

/** Which names exist for a proxy: of inbound listeners only its own. */
record Visibility(String uid) {
  private static final String INBOUND = "inbound/";

  boolean shows(String name) {
    return !name.startsWith(INBOUND) || name.equals(INBOUND + uid);
  }
}
