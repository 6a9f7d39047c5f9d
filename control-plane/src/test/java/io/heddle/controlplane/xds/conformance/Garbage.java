package io.heddle.controlplane.xds.conformance;

import static io.heddle.controlplane.xds.conformance.Resources.CDS;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.grpc.Channel;
import io.grpc.Status;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Messages that are random bytes, or requests with random damage; a seed gives the same again. */
final class Garbage {
  /** As many streams at once as the control plane allows on a connection. */
  private static final int STREAMS = 16;

  private static final long DEADLINE_SECONDS = 10;
  private static final int MAX_NOISE = 200;

  private final Variant variant;
  private final byte[] request;
  private final Random random;

  Garbage(Variant variant, long seed) {
    this.variant = variant;
    this.request = request(variant);
    this.random = new Random(seed);
  }

  /** A first request that is as it should be. */
  static byte[] request(Variant variant) {
    return switch (variant) {
      case DELTA ->
          DeltaDiscoveryRequest.newBuilder()
              .setNode(LoopbackServer.envoy("garbage"))
              .setTypeUrl(CDS)
              .addResourceNamesSubscribe("a")
              .putInitialResourceVersions("a", "1")
              .build()
              .toByteArray();
      case STATE_OF_THE_WORLD ->
          DiscoveryRequest.newBuilder()
              .setNode(LoopbackServer.envoy("garbage"))
              .setTypeUrl(CDS)
              .addResourceNames("a")
              .setVersionInfo("1")
              .build()
              .toByteArray();
    };
  }

  /** Sends each message on a stream of its own and counts how the streams end. */
  Map<Status.Code, Integer> flood(Channel channel, int messages) {
    Map<Status.Code, Integer> ends = new ConcurrentHashMap<>();
    Semaphore room = new Semaphore(STREAMS);
    for (int sent = 0; sent < messages; sent++) {
      enter(room, 1);
      var _ =
          new ByteStream(channel, variant)
              .send(next())
              .halfClose()
              .end()
              .thenAccept(status -> {
                ends.merge(status.getCode(), 1, Integer::sum);
                room.release();
              });
    }
    enter(room, STREAMS);
    return ends;
  }

  private byte[] next() {
    return switch (random.nextInt(4)) {
      case 0 -> noise();
      case 1 -> damaged();
      case 2 -> Arrays.copyOf(request, random.nextInt(1, request.length));
      default -> followedBy(noise());
    };
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(1, MAX_NOISE)];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] damaged() {
    byte[] damaged = request.clone();
    for (int times = random.nextInt(1, 8); times > 0; times--) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  private byte[] followedBy(byte[] noise) {
    byte[] both = Arrays.copyOf(request, request.length + noise.length);
    System.arraycopy(noise, 0, both, request.length, noise.length);
    return both;
  }

  private static void enter(Semaphore room, int streams) {
    try {
      if (!room.tryAcquire(streams, DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("a stream has not ended within " + DEADLINE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
