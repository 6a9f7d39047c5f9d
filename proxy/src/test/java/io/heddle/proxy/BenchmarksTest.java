package io.heddle.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Every benchmark still runs, as its program does; {@code perf/run micro} measures them. */
final class BenchmarksTest {
  private static final String OF_A_SIDECAR = "-XX:+UseCompactObjectHeaders";

  @TestFactory
  List<DynamicTest> eachRunsOnce() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Class<?> type : benchmarks()) {
      tests.add(DynamicTest.dynamicTest(type.getSimpleName(), () -> runs(type)));
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  private static void runs(Class<?> type) throws ReflectiveOperationException {
    assertThat(type.getAnnotation(Fork.class).jvmArgsAppend()).containsExactly(OF_A_SIDECAR);
    Object benchmark = ready(type);
    List<Method> methods = annotated(type, Benchmark.class);
    assertThat(methods).isNotEmpty();
    for (Method method : methods) {
      assertThat(method.invoke(benchmark)).as(method.getName()).isNotNull();
    }
    for (Method method : annotated(type, TearDown.class)) {
      method.invoke(benchmark);
    }
  }

  /** With the first value of each parameter. */
  private static Object ready(Class<?> type) throws ReflectiveOperationException {
    Object benchmark = type.getConstructor().newInstance();
    for (Field field : type.getDeclaredFields()) {
      Param values = field.getAnnotation(Param.class);
      if (values != null && field.getType() == int.class) {
        field.setAccessible(true);
        field.setInt(benchmark, Integer.parseInt(values.value()[0]));
      }
    }
    for (Method method : annotated(type, Setup.class)) {
      method.invoke(benchmark);
    }
    return benchmark;
  }

  private static List<Method> annotated(Class<?> type, Class<? extends Annotation> annotation) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.isAnnotationPresent(annotation))
        .toList();
  }

  private static List<Class<?>> benchmarks()
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path root =
        Path.of(BenchmarksTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(it -> it.toString().endsWith("Benchmark.class")).toList()) {
        String name = root.relativize(file).toString().replace('/', '.');
        types.add(Class.forName(name.substring(0, name.length() - ".class".length())));
      }
    }
    return types;
  }
}
