package io.heddle.controlplane.files;

import java.util.SortedMap;
import java.util.TreeMap;
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

/** Reads files of a Service and an HTTPRoute each. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:TieredStopAtLevel=1")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ObjectReaderBenchmark {
  @Param({"1", "100"})
  int files;

  private final SortedMap<String, String> texts = new TreeMap<>();

  @Setup
  public void write() {
    for (int i = 0; i < files; i++) {
      texts.put("s-" + i + ".yaml", objects(i));
    }
    ObjectSet objects = (ObjectSet) read();
    if (objects.entries().size() != 2 * files || !objects.problems().isEmpty()) {
      throw new IllegalStateException("objects: " + objects.problems());
    }
  }

  @Benchmark
  public Object read() {
    return FileSource.read(texts);
  }

  private static String objects(int number) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: s-%1$d, namespace: shop}
    spec:
      selector: {app: s-%1$d}
      ports:
      - {name: http, port: 80, targetPort: 8080}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: s-%1$d, namespace: shop}
    spec:
      parentRefs:
      - {group: "", kind: Service, name: s-%1$d}
      rules:
      - matches:
        - path: {type: PathPrefix, value: /items}
          headers:
          - {name: x-canary, value: "yes"}
        backendRefs:
        - {name: s-%1$d, port: 80, weight: 90}
        - {name: s-0, port: 80, weight: 10}
    """
        .formatted(number);
  }
}
