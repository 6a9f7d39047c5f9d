package io.heddle.proxy.route;

import com.google.re2j.Pattern;
import io.heddle.proxy.Varied;
import io.heddle.proxy.config.HeaderMatch;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.QueryMatch;
import io.heddle.proxy.config.RouteMatch;
import io.heddle.proxy.config.ValueMatch;
import java.util.List;
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

/** What conditions beside the path cost. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteMatcherBenchmark {
  private static final int REQUESTS = 1_024;
  private static final HeaderMatch METHOD = new HeaderMatch(":method", new ValueMatch.Exact("GET"));
  private static final HeaderMatch CANARY =
      new HeaderMatch("x-canary", new ValueMatch.Exact("yes"));
  private static final HeaderMatch AGENT =
      new HeaderMatch("user-agent", new ValueMatch.Regex(Pattern.compile(".*Firefox/1[0-9]+.*")));
  private static final QueryMatch SORT = new QueryMatch("sort", new ValueMatch.Exact("price"));
  private static final QueryMatch PAGE =
      new QueryMatch("page", new ValueMatch.Regex(Pattern.compile("[0-9]+")));

  private final RouteMatch exact = match(List.of(METHOD, CANARY), List.of(SORT));
  private final RouteMatch patterns = match(List.of(METHOD, AGENT), List.of(PAGE));
  private final Varied<Request> requests = Varied.of(REQUESTS, i -> request("yes", i));
  private final Varied<Request> others = Varied.of(REQUESTS, i -> request("no-" + i, i));

  @Setup
  public void check() {
    if (!RouteMatcher.matches(exact, requests.next())
        || !RouteMatcher.matches(patterns, requests.next())
        || RouteMatcher.matches(exact, others.next())) {
      throw new IllegalStateException("match: otherwise than meant (expected: yes, yes, no)");
    }
  }

  @Benchmark
  public boolean headersAndQuery() {
    return RouteMatcher.matches(exact, requests.next());
  }

  @Benchmark
  public boolean patterns() {
    return RouteMatcher.matches(patterns, requests.next());
  }

  @Benchmark
  public boolean anotherHeader() {
    return RouteMatcher.matches(exact, others.next());
  }

  private static RouteMatch match(List<HeaderMatch> headers, List<QueryMatch> query) {
    return new RouteMatch(new PathMatch.Prefix("/api/v2"), headers, query);
  }

  private static Request request(String canary, int number) {
    return new Request(
        "GET",
        "catalog",
        "/api/v2/catalog/items?page=" + number + "&filter=red&sort=price",
        Map.of(
            "x-canary",
            canary,
            "user-agent",
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/1" + number,
            "accept",
            "application/json"));
  }
}
