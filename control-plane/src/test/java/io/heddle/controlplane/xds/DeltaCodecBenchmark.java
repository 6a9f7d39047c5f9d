package io.heddle.controlplane.xds;

import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.heddle.controlplane.Varied;
import io.heddle.controlplane.model.LargeMesh;
import io.heddle.controlplane.model.MeshModel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Writes clusters that are encoded already into a response, and reads a subscription to them. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:TieredStopAtLevel=1")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeltaCodecBenchmark {
  private static final int MESSAGES = 32;

  @Param({"1", "100"})
  int resources;

  private final DeltaCodec codec = new DeltaCodec();
  private final ResourceEncoder encoder = new ResourceEncoder();
  private Varied<StreamResponse> responses;
  private Varied<byte[]> requests;

  @Setup
  public void encode() throws InvalidProtocolBufferException {
    responses = Varied.of(MESSAGES, this::response);
    requests = Varied.of(MESSAGES, number -> request(response(number)));
    if (((StreamRequest) read()).asked().size() != resources) {
      throw new IllegalStateException("asked: otherwise (expected: " + resources + ")");
    }
  }

  @Benchmark
  public byte[] write() {
    return codec.write(responses.next()).toByteArray();
  }

  @Benchmark
  public Object read() throws InvalidProtocolBufferException {
    return codec.read(DeltaDiscoveryRequest.parseFrom(requests.next()));
  }

  private StreamResponse response(int number) {
    List<EncodedResource> encoded =
        IntStream.range(0, resources)
            .mapToObj(i -> MeshModel.EMPTY.with(LargeMesh.service(number * resources + i)))
            .map(change -> Translated.of(change, TypeUrls.CLUSTER))
            .map(change -> encoder.encode(change.key(), change.content().orElseThrow()))
            .toList();
    return new StreamResponse(TypeUrls.CLUSTER, Integer.toString(number), encoded, List.of());
  }

  private static byte[] request(StreamResponse response) {
    return DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(TypeUrls.CLUSTER)
        .addAllResourceNamesSubscribe(
            response.resources().stream().map(EncodedResource::name).toList())
        .build()
        .toByteArray();
  }
}
