package io.heddle.proxy.xds;

import io.heddle.certs.SpiffeId;
import java.time.Duration;
import java.time.Instant;

/** Writes {@code heddle.v1.FromWorkload} and reads {@code heddle.v1.ToWorkload}. */
final class SessionCodec {
  /** Of docs/wire.md. */
  static final int SCHEMA_VERSION = 1;

  private SessionCodec() {}

  static byte[] hello(Hello message) {
    Claims claims = message.claims();
    ProtoWriter hello = new ProtoWriter().text(1, message.instanceUid());
    for (Claims.InboundPort port : claims.inbound()) {
      hello.message(
          2,
          new ProtoWriter().text(1, port.name()).number(2, port.appPort()).number(3, port.port()));
    }
    hello
        .text(3, claims.zone())
        .number(4, SCHEMA_VERSION)
        .text(5, claims.advertise())
        .number(6, claims.grace().toMillis());
    return message(1, hello);
  }

  static byte[] csr(byte[] der) {
    return message(2, new ProtoWriter().bytes(1, der));
  }

  static byte[] healthy() {
    return message(3, new ProtoWriter().number(1, 1));
  }

  static byte[] unhealthy(String cause) {
    return message(3, new ProtoWriter().text(2, cause));
  }

  static byte[] stopping() {
    return message(4, new ProtoWriter());
  }

  static byte[] quiet() {
    return message(5, new ProtoWriter());
  }

  /**
   * How a connection ahead went.
   *
   * @param cause empty: reached
   */
  static byte[] reached(String instanceUid, String cause) {
    return message(6, new ProtoWriter().text(1, instanceUid).text(2, cause));
  }

  static byte[] stats(SidecarStats stats, Instant now) {
    ProtoWriter out = new ProtoWriter();
    for (SidecarStats.Inbound inbound : stats.inbound()) {
      out.message(
          1,
          new ProtoWriter()
              .number(1, inbound.port())
              .number(2, inbound.misdirected())
              .number(3, inbound.plaintextConnections())
              .number(4, inbound.refused())
              .number(5, inbound.requests())
              .number(6, inbound.moved()));
    }
    for (SidecarStats.Upstream upstream : stats.upstream()) {
      out.message(
          2,
          new ProtoWriter()
              .text(1, upstream.instanceUid())
              .number(2, upstream.failed())
              .number(3, upstream.redispatched())
              .number(4, upstream.repeated()));
    }
    return message(7, out.number(3, now.toEpochMilli()));
  }

  private static byte[] message(int field, ProtoWriter content) {
    return new ProtoWriter().message(field, content).toBytes();
  }

  static FromControlPlane decode(byte[] bytes) throws DecodeException {
    ProtoMessage message = ProtoMessage.parse(bytes);
    return switch (message.lastOf(1, 2, 3, 4)) {
      case 1 ->
          new FromControlPlane.Released(message.message(1, "released").orElseThrow().texts(1));
      case 2 -> new FromControlPlane.Renew();
      case 3 -> csrRefused(message.message(3, "csr_refused").orElseThrow());
      case 4 -> welcome(message.message(4, "welcome").orElseThrow());
      default -> new FromControlPlane.Unknown();
    };
  }

  private static FromControlPlane csrRefused(ProtoMessage message) throws DecodeException {
    return new FromControlPlane.CsrRefused(
        message.text(1), Duration.ofMillis(Math.max(0, message.number(2))));
  }

  private static FromControlPlane welcome(ProtoMessage message) throws DecodeException {
    long lifetimeMillis = message.number(4);
    if (lifetimeMillis <= 0) {
      throw message.rejected("lifetime_millis", String.valueOf(lifetimeMillis), "more than 0");
    }
    try {
      return new FromControlPlane.Welcomed(
          new Welcome(
              SpiffeId.parse(message.text(1)),
              message.text(2),
              message.text(3),
              Duration.ofMillis(lifetimeMillis)));
    } catch (IllegalArgumentException e) {
      throw message.rejected("spiffe_id", String.valueOf(e.getMessage()), "a SPIFFE id");
    }
  }
}
