package io.heddle.controlplane.xds;

import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.LargeMesh;
import io.heddle.controlplane.model.MeshModel;
import java.util.List;
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

/** Puts the endpoints of one service in force, for each kind of client, among all of 100 others. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:TieredStopAtLevel=1")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class XdsCacheBenchmark {
  private static final int OTHERS = 100;

  @Param({"3", "1000"})
  int endpoints;

  private final XdsCache cache = new XdsCache();
  private List<ResourceChange> serving;
  private List<ResourceChange> draining;
  private boolean drains;

  @Setup
  public void fill() {
    for (int i = 1; i <= OTHERS; i++) {
      cache.apply(Translated.of(MeshModel.EMPTY.with(LargeMesh.service(i))));
    }
    MeshModel mesh = LargeMesh.instances(endpoints);
    serving = state(mesh, InstanceState.WARMING, InstanceState.SERVING);
    draining = state(mesh, InstanceState.SERVING, InstanceState.DRAINING);
    cache.apply(serving);
    long before = cache.generation();
    if (unchanged() != before || changed() != before + 1) {
      throw new IllegalStateException("generation: " + cache.generation());
    }
  }

  /** Serialised, hashed and stored. */
  @Benchmark
  public long changed() {
    drains = !drains;
    return cache.apply(drains ? draining : serving);
  }

  /** Serialised, hashed and found to be the same. */
  @Benchmark
  public long unchanged() {
    return cache.apply(drains ? draining : serving);
  }

  private static List<ResourceChange> state(MeshModel mesh, InstanceState from, InstanceState to) {
    MeshModel before = mesh.with(LargeMesh.instance(0, 0, from)).model();
    return Translated.of(before.with(LargeMesh.instance(0, 0, to)));
  }
}
