package io.heddle.examples.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a program's start takes over from an earlier run of it, or leaves for later ones. */
interface RecordedStarts {
  /** The flags for one process of a program that is in that jar, or folder of classes. */
  List<String> flags(Program program, Path jar) throws IOException;

  /** Uses what is there and not older than the jar; a JVM is silent about what does not fit. */
  static RecordedStarts used() {
    return (program, jar) -> {
      Path cache = jar.resolveSibling(program.cache());
      boolean fresh =
          Files.isRegularFile(jar)
              && Files.isRegularFile(cache)
              && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) >= 0;
      return fresh ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off,cds*=off") : List.of();
    };
  }

  /** The first process of each of these programs records its start when it exits. */
  static RecordedStarts made(Set<Program> programs) {
    Set<Program> left = EnumSet.copyOf(programs);
    return (program, jar) ->
        left.remove(program)
            ? List.of("-XX:AOTCacheOutput=" + jar.resolveSibling(program.cache()))
            : List.of();
  }
}
