package io.heddle.controlplane.translate;

import io.heddle.controlplane.Varied;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.LargeMesh;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.MeshModel.Change;
import io.heddle.controlplane.xds.ResourceChange;
import java.util.List;
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

/** Makes the resources that a change of any one object of a large mesh concerns. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:TieredStopAtLevel=1")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TranslatorBenchmark {
  private static final int CHANGES = 256;
  private static final int OF_AN_ENDPOINT = 1;
  private static final int OF_A_SERVICE = 4;

  @Param({"1000", "10000"})
  int services;

  private int resources;
  private final Translator translator =
      new Translator(new TranslateConfig("cluster.local"), _ -> resources++);
  private Varied<Change> endpoints;
  private Varied<Change> others;

  @Setup
  public void fill() {
    MeshModel mesh = LargeMesh.services(services);
    SplittableRandom random = new SplittableRandom(1);
    endpoints =
        Varied.of(
            CHANGES,
            _ ->
                mesh.with(LargeMesh.instance(random.nextInt(services), 0, InstanceState.DRAINING)));
    others = Varied.of(CHANGES, i -> mesh.with(LargeMesh.service(services + i)));
    check(endpoints.next(), OF_AN_ENDPOINT);
    check(others.next(), OF_A_SERVICE);
  }

  @Benchmark
  public List<ResourceChange> endpoint() {
    return translate(endpoints.next());
  }

  @Benchmark
  public List<ResourceChange> service() {
    return translate(others.next());
  }

  private List<ResourceChange> translate(Change change) {
    return translator.translate(change.model(), change.dirty());
  }

  private void check(Change change, int expected) {
    resources = 0;
    List<ResourceChange> made = translate(change);
    if (resources != expected) {
      throw new IllegalStateException("made: " + made + " (expected: " + expected + ")");
    }
  }
}
