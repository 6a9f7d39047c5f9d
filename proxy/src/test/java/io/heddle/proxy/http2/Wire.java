package io.heddle.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;

/** Carries what two embedded channels write to each other. */
final class Wire {
  private Wire() {}

  /** Carries bytes until neither side has any. */
  static void exchange(EmbeddedChannel client, EmbeddedChannel server) {
    boolean moved = true;
    while (moved) {
      client.runPendingTasks();
      server.runPendingTasks();
      boolean asked = carry(client, server);
      moved = carry(server, client) || asked;
    }
  }

  private static boolean carry(EmbeddedChannel from, EmbeddedChannel to) {
    boolean moved = false;
    if (from.isOpen()) {
      from.flushOutbound();
    }
    while (from.readOutbound() instanceof ByteBuf part) {
      moved = true;
      if (to.isOpen()) {
        to.writeInbound(part);
      } else {
        part.release();
      }
    }
    return moved;
  }
}
