package io.heddle.controlplane.model;

import io.heddle.controlplane.Varied;
import io.heddle.controlplane.model.MeshModel.Change;
import java.util.SplittableRandom;
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

/** Changes any one object of a large mesh, and finds out what that dirties. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:TieredStopAtLevel=1")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MeshModelBenchmark {
  private static final int CHANGES = 256;

  @Param({"1000", "10000"})
  int services;

  private MeshModel mesh;
  private Varied<Instance> draining;
  private Varied<Service> others;

  @Setup
  public void fill() {
    mesh = LargeMesh.services(services);
    SplittableRandom random = new SplittableRandom(1);
    draining =
        Varied.of(
            CHANGES, _ -> LargeMesh.instance(random.nextInt(services), 0, InstanceState.DRAINING));
    others = Varied.of(CHANGES, i -> LargeMesh.service(services + i));
    if (instance().dirty().isEmpty() || service().dirty().isEmpty()) {
      throw new IllegalStateException("dirty: nothing (expected: something)");
    }
  }

  @Benchmark
  public Change instance() {
    return mesh.with(draining.next());
  }

  @Benchmark
  public Change service() {
    return mesh.with(others.next());
  }
}
