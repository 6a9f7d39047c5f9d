package io.heddle.controlplane.xds.conformance;

import io.heddle.controlplane.xds.ResourceChange;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A part of the list: its server, whose time the tests move. */
abstract class Chapter {
  /** The server merges changes that follow each other within this. */
  static final Duration MOMENT = Duration.ofMillis(20);

  final MeshByHand mesh = new MeshByHand();
  final LoopbackServer server = new LoopbackServer(mesh);

  @AfterEach
  void stop() {
    server.close();
  }

  final RawClient connect(Variant variant) {
    return server.connect(variant, "client");
  }

  /** Makes a change and lets a moment pass, so that it and the next are pushed by themselves. */
  final void change(ResourceChange... changes) {
    server.apply(changes);
    mesh.advance(MOMENT);
  }
}
