package io.heddle.perf.micro;

import io.heddle.perf.process.WorkDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Builds the benchmarks, which lie among the tests of the modules.
 *
 * @param home the repository's root
 * @param java the JDK's folder
 */
record Benchmarks(Path home, Path java, WorkDirectory work, Steps steps) {
  private static final List<String> MODULES = List.of("proxy", "control-plane");
  private static final String LIBRARIES = "target/benchmarks.cp";

  /** The class path on which JMH finds them. */
  String build() throws IOException, InterruptedException {
    steps.run("building", "mvn.log", maven());
    Path generated = work.directory("classes");
    String classPath = generated + File.pathSeparator + String.join(File.pathSeparator, compiled());
    steps.run("generating", "javac.log", generate(generated, classPath));
    return classPath;
  }

  private List<String> maven() {
    return List.of(
        "mvn",
        "-B",
        "-ntp",
        "-Dspotless.check.skip",
        "-f",
        home.resolve("pom.xml").toString(),
        "-pl",
        String.join(",", MODULES),
        "-am",
        "test-compile",
        "dependency:build-classpath",
        "-Dmdep.includeScope=test",
        "-Dmdep.outputFile=" + LIBRARIES);
  }

  /** JMH's processor runs here, and not beside the checks of the usual build. */
  private List<String> generate(Path output, String classPath) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.resolve("bin/javac").toString());
    command.addAll(List.of("-nowarn", "-processor"));
    command.add("org.openjdk.jmh.generators.BenchmarkProcessor");
    command.addAll(List.of("-d", output.toString(), "-cp", classPath));
    for (String module : MODULES) {
      try (Stream<Path> sources = Files.walk(home.resolve(module).resolve("src/test/java"))) {
        sources
            .map(Path::toString)
            .filter(source -> source.endsWith("Benchmark.java"))
            .sorted()
            .forEach(command::add);
      }
    }
    return command;
  }

  private Set<String> compiled() throws IOException {
    Set<String> entries = new LinkedHashSet<>();
    for (String module : MODULES) {
      Path target = home.resolve(module).resolve("target");
      entries.add(target.resolve("test-classes").toString());
      entries.add(target.resolve("classes").toString());
    }
    for (String module : MODULES) {
      String libraries = Files.readString(home.resolve(module).resolve(LIBRARIES)).strip();
      entries.addAll(List.of(libraries.split(File.pathSeparator)));
    }
    return entries;
  }
}
