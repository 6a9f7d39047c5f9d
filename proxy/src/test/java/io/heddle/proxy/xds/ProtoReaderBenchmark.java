package io.heddle.proxy.xds;

import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
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

/** Finds where the endpoints of a locality are, and reads none of them. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProtoReaderBenchmark {
  private static final int MESSAGES = 32;

  @Param({"3", "1000"})
  int endpoints;

  private Varied<byte[]> messages;

  @Setup
  public void encode() throws DecodeException {
    messages = Varied.of(MESSAGES, i -> message("catalog-" + "x".repeat(i)));
    if (fields() != endpoints) {
      throw new IllegalStateException("fields: " + fields() + " (expected: " + endpoints + ")");
    }
  }

  @Benchmark
  public int fields() throws DecodeException {
    byte[] bytes = messages.next();
    ProtoReader reader = new ProtoReader(bytes, 0, bytes.length, "");
    int fields = 0;
    while (reader.next()) {
      fields += reader.field() == 2 ? 1 : 0;
    }
    return fields;
  }

  private byte[] message(String name) {
    LocalityLbEndpoints.Builder locality = LocalityLbEndpoints.newBuilder();
    for (int i = 0; i < endpoints; i++) {
      locality.addLbEndpoints(EnvoyResources.instance(name + i, "SERVING", HealthStatus.HEALTHY));
    }
    return locality.build().toByteArray();
  }
}
