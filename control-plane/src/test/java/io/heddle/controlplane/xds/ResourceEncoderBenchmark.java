package io.heddle.controlplane.xds;

import com.google.protobuf.Message;
import io.heddle.controlplane.Varied;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.LargeMesh;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.MeshModel.Change;
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

/** Gives resources their bytes and their versions; protobuf has computed their sizes before. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:TieredStopAtLevel=1")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResourceEncoderBenchmark {
  /** Which resource. */
  public enum Kind {
    INBOUND_LISTENER,
    ROUTES,
    CLUSTER,
    ENDPOINTS_3,
    ENDPOINTS_1000
  }

  private static final int RESOURCES = 16;

  @Param Kind kind = Kind.INBOUND_LISTENER;

  private final ResourceEncoder encoder = new ResourceEncoder();
  private Varied<Resource> resources;

  @Setup
  public void translate() {
    MeshModel mesh =
        LargeMesh.instances(
            switch (kind) {
              case INBOUND_LISTENER -> 1;
              case ENDPOINTS_3 -> 3;
              case ENDPOINTS_1000 -> 1_000;
              case ROUTES, CLUSTER -> 0;
            });
    resources = Varied.of(RESOURCES, number -> resource(mesh, number));
  }

  @Benchmark
  public Object encode() {
    Resource resource = resources.next();
    return encoder.encode(resource.key(), resource.message());
  }

  private Resource resource(MeshModel mesh, int number) {
    ResourceChange made =
        switch (kind) {
          case INBOUND_LISTENER ->
              Translated.of(
                  mesh.with(LargeMesh.instance(0, 1 + number, InstanceState.SERVING)),
                  TypeUrls.LISTENER);
          case ROUTES -> Translated.of(service(number), TypeUrls.ROUTE);
          case CLUSTER -> Translated.of(service(number), TypeUrls.CLUSTER);
          case ENDPOINTS_3, ENDPOINTS_1000 ->
              Translated.of(
                  mesh.with(LargeMesh.instance(0, number % 3, InstanceState.DRAINING)),
                  TypeUrls.ENDPOINTS);
        };
    return new Resource(made.key(), made.content().orElseThrow());
  }

  private static Change service(int number) {
    return MeshModel.EMPTY.with(LargeMesh.service(number));
  }

  private record Resource(ResourceKey key, Message message) {}
}
