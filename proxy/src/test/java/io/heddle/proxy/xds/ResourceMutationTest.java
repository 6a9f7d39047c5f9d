package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged resources are accepted or rejected; nothing else ever happens. */
class ResourceMutationTest {
  private static final int MUTATIONS = 10_000;

  private final ResourceDecoder decoder = new ResourceDecoder();
  private final List<Message> resources =
      List.of(
          EnvoyResources.inbound("u1", 15_080, List.of("a:80")),
          EnvoyResources.outbound("a:80", CATALOG),
          EnvoyResources.routes(CATALOG, CATALOG, "other"),
          EnvoyResources.cluster(CATALOG),
          EnvoyResources.inboundCluster(8080),
          EnvoyResources.endpoints(
              CATALOG, EnvoyResources.instance("w", "warming", HealthStatus.UNHEALTHY)),
          EnvoyResources.roots(ScriptedControlPlane.authority().bundle().roots()));

  @Test
  void aDamagedResourceIsAcceptedOrRejected() {
    int rejected = 0;
    for (int seed = 0; seed < MUTATIONS; seed++) {
      Message resource = resources.get(seed % resources.size());
      if (decode(resource, damaged(resource.toByteArray(), new Random(seed)))
          instanceof Decoded.Rejected(var reason)) {
        assertThat(reason).as("seed %d", seed).isNotBlank();
        rejected++;
      }
    }
    assertThat(rejected).isBetween(MUTATIONS / 10, MUTATIONS - 1);
  }

  @Test
  void aResourceCutAnywhereIsAcceptedOrRejected() {
    for (Message resource : resources) {
      byte[] whole = resource.toByteArray();
      for (int length = 0; length < whole.length; length++) {
        assertThat(decode(resource, Arrays.copyOf(whole, length))).isNotNull();
      }
    }
  }

  private Decoded decode(Message resource, byte[] bytes) {
    String typeUrl = "type.googleapis.com/" + resource.getDescriptorForType().getFullName();
    Object name = resource.getField(resource.getDescriptorForType().findFieldByNumber(1));
    return decoder.decode(
        new ResourceKey(ResourceType.of(typeUrl).orElseThrow(), name.toString()), typeUrl, bytes);
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = bytes;
    for (int change = random.nextInt(4); change >= 0; change--) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(3)) {
        case 0 -> damaged[at] = (byte) random.nextInt(256);
        case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        default -> {
          int length = random.nextInt(Math.min(40, damaged.length - at));
          System.arraycopy(damaged, at, damaged, random.nextInt(damaged.length - length), length);
        }
      }
    }
    return damaged;
  }
}
