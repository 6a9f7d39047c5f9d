package io.heddle.proxy.xds;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.heddle.proxy.Varied;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reads resources from bytes into records. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResourceDecoderBenchmark {
  /** Which resource. */
  public enum Kind {
    CLUSTER,
    ROUTES_1,
    ROUTES_100,
    ENDPOINTS_3,
    ENDPOINTS_1000
  }

  private static final int RESOURCES = 16;

  @Param Kind kind = Kind.CLUSTER;

  private final ResourceDecoder decoder = new ResourceDecoder();
  private Varied<Encoded> resources;

  @Setup
  public void encode() {
    resources = Varied.of(RESOURCES, number -> encoded(message(number)));
    if (decode() instanceof Decoded.Rejected(var reason)) {
      throw new IllegalStateException("resource: " + reason);
    }
  }

  @Benchmark
  public Object decode() {
    Encoded resource = resources.next();
    return decoder.decode(resource.key(), resource.typeUrl(), resource.bytes());
  }

  private static Encoded encoded(Message message) {
    String typeUrl = "type.googleapis.com/" + message.getDescriptorForType().getFullName();
    ResourceType type = ResourceType.of(typeUrl).orElseThrow();
    return new Encoded(
        new ResourceKey(type, EnvoyResources.CATALOG), typeUrl, message.toByteArray());
  }

  private Message message(int number) {
    return switch (kind) {
      case CLUSTER -> EnvoyResources.cluster(EnvoyResources.CATALOG);
      case ROUTES_1 -> routes(number, 1);
      case ROUTES_100 -> routes(number, 100);
      case ENDPOINTS_3 -> endpoints(number, 3);
      case ENDPOINTS_1000 -> endpoints(number, 1_000);
    };
  }

  private static RouteConfiguration routes(int number, int count) {
    RouteConfiguration.Builder config =
        EnvoyResources.routes(EnvoyResources.CATALOG, EnvoyResources.CATALOG).toBuilder();
    Route like = config.getVirtualHosts(0).getRoutes(0);
    for (int i = 1; i < count; i++) {
      config
          .getVirtualHostsBuilder(0)
          .addRoutes(
              i - 1,
              like.toBuilder()
                  .setName("items-" + number + i)
                  .setMatch(
                      RouteMatch.newBuilder().setPath("/api/v2/catalog/items-" + number + i)));
    }
    return config.build();
  }

  private static ClusterLoadAssignment endpoints(int number, int count) {
    LocalityLbEndpoints.Builder locality = LocalityLbEndpoints.newBuilder();
    for (int i = 0; i < count; i++) {
      locality.addLbEndpoints(
          EnvoyResources.instance("catalog-" + number + i, "SERVING", HealthStatus.HEALTHY));
    }
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(EnvoyResources.CATALOG)
        .addEndpoints(locality)
        .build();
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Encoded(ResourceKey key, String typeUrl, byte[] bytes) {}
}
