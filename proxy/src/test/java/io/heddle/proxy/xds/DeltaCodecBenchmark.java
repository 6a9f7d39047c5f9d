package io.heddle.proxy.xds;

import com.google.protobuf.Any;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
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

/** Reads what the control plane sends, and writes what it is answered. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeltaCodecBenchmark {
  private static final int MESSAGES = 32;

  @Param({"1", "100"})
  int resources;

  private final DeltaCodec codec =
      new DeltaCodec(Node.of("catalog-7d9f-1"), DeltaCodec.NodeSaid.FIRST, 1);
  private Varied<byte[]> responses;
  private final Varied<String> nonces = Varied.of(MESSAGES, i -> Integer.toString(i * i));

  @Setup
  public void encode() throws DecodeException {
    responses = Varied.of(MESSAGES, this::response);
    if (codec.decode(responses.next()).resources().size() != resources) {
      throw new IllegalStateException("resources: fewer (expected: " + resources + ")");
    }
  }

  @Benchmark
  public Object decode() throws DecodeException {
    return codec.decode(responses.next());
  }

  @Benchmark
  public byte[] acknowledge() {
    return codec.encode(DeltaRequest.acknowledge(ResourceType.CLUSTER, nonces.next()));
  }

  private byte[] response(int number) {
    DeltaDiscoveryResponse.Builder message =
        DeltaDiscoveryResponse.newBuilder()
            .setTypeUrl(ResourceType.CLUSTER.typeUrl())
            .setNonce(Integer.toString(number));
    for (int i = 0; i < resources; i++) {
      String name = "outbound|80||s-" + (1_000 * number + i) + ".shop.svc.cluster.local";
      message.addResources(
          Resource.newBuilder()
              .setName(name)
              .setVersion("0123456789abcdef")
              .setResource(Any.pack(EnvoyResources.cluster(name))));
    }
    return message.build().toByteArray();
  }
}
