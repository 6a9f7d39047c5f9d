package io.heddle.proxy.route;

import com.google.re2j.Pattern;
import io.heddle.proxy.Varied;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.Substitution;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Makes other paths, and the URIs of redirects. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RewriteBenchmark {
  private static final int REQUESTS = 1_024;

  private final Varied<String> targets = Varied.of(REQUESTS, RewriteBenchmark::target);
  private final Varied<Request> requests = Varied.of(REQUESTS, item -> request(target(item)));
  private final PathMatch match = new PathMatch.Prefix("/api/v2");
  private final PathRewrite prefix = new PathRewrite.Matched("/internal");
  private final PathRewrite regex =
      new PathRewrite.Regex(
          Pattern.compile("^/api/v([0-9]+)/catalog/(.*)"), new Substitution("/\\2/of/\\1"));
  private final RouteAction.Redirect redirect =
      new RouteAction.Redirect(301, "https", "", 8443, prefix, false);

  @Setup
  public void check() {
    String target = target(4711);
    String made = prefix(target) + " " + regex(target) + " " + location(request(target));
    String expected =
        "/internal/catalog/items/4711?page=12&sort=price /items/4711/of/2?page=12&sort=price"
            + " https://catalog.example.org:8443/internal/catalog/items/4711?page=12&sort=price";
    if (!made.equals(expected)) {
      throw new IllegalStateException("made: " + made + " (expected: " + expected + ")");
    }
  }

  @Benchmark
  public String prefix() {
    return prefix(targets.next());
  }

  @Benchmark
  public String regex() {
    return regex(targets.next());
  }

  @Benchmark
  public String location() {
    return location(requests.next());
  }

  private String prefix(String target) {
    return PathRewriter.rewrite(prefix, match, target);
  }

  private String regex(String target) {
    return PathRewriter.rewrite(regex, match, target);
  }

  private String location(Request request) {
    return Location.of(redirect, match, request, "http");
  }

  private static String target(int item) {
    return "/api/v2/catalog/items/" + item + "?page=12&sort=price";
  }

  private static Request request(String target) {
    return new Request(
        "GET", "catalog.example.org:80", target, Map.of("x-forwarded-proto", "http"));
  }
}
