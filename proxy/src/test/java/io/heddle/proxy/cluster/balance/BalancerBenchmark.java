package io.heddle.proxy.cluster.balance;

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

/** Chooses among endpoints that differ in load and speed. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BalancerBenchmark {
  /** How it is chosen. */
  public enum Policy {
    LEAST_REQUEST,
    ROUND_ROBIN
  }

  @Param({"3", "100", "1000"})
  int endpoints;

  @Param Policy policy = Policy.LEAST_REQUEST;

  private Balancer balancer;
  private Candidates candidates;

  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    balancer =
        switch (policy) {
          case LEAST_REQUEST -> new LeastRequest(random.split());
          case ROUND_ROBIN -> new RoundRobin(random.split());
        };
    candidates =
        new Known(
            random.doubles(endpoints, 0, 20).toArray(), random.doubles(endpoints, 1, 50).toArray());
  }

  @Benchmark
  public int choose() {
    return balancer.choose(candidates);
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Known(double[] loads, double[] millis) implements Candidates {
    @Override
    public int size() {
      return loads.length;
    }

    @Override
    public double inFlight(int index) {
      return loads[index];
    }

    @Override
    public double serviceMillis(int index) {
      return millis[index];
    }
  }
}
