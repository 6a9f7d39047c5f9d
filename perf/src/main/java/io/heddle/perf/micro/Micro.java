package io.heddle.perf.micro;

import io.heddle.perf.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the benchmarks and runs those whose names a pattern finds. */
record Micro(Path home, Path java, WorkDirectory work, Steps steps) {
  /** What forks inherit; the benchmarks themselves add what is their program's. */
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx1g",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dio.netty.leakDetection.level=disabled");

  Results run(String pattern, Size size) throws IOException, InterruptedException {
    String classPath = new Benchmarks(home, java, work, steps).build();
    Path results = work.root().resolve("results.json");
    List<String> command = new ArrayList<>();
    command.add(java.resolve("bin/java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", classPath, "org.openjdk.jmh.Main"));
    command.addAll(size.options());
    command.addAll(List.of("-prof", "gc", "-foe", "true"));
    command.addAll(List.of("-rf", "json", "-rff", results.toString(), pattern));
    steps.run("measuring", "jmh.log", command);
    return Results.read(results);
  }
}
