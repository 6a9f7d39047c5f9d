package io.heddle.proxy.route;

import com.google.re2j.Pattern;
import io.heddle.proxy.Varied;
import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.RouteConfig;
import io.heddle.proxy.config.RouteMatch;
import io.heddle.proxy.config.VirtualHost;
import java.util.ArrayList;
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

/** What a route's place costs in a table of 999 of all kinds. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RoutePositionBenchmark {
  private static final int OF_EACH_KIND = 333;
  private static final int REQUESTS = 1_024;

  private RouteTable table;
  private final Varied<Request> first = Varied.of(REQUESTS, i -> request("/exact-0?page=" + i));
  private final Varied<Request> last = Varied.of(REQUESTS, i -> request("/regex-332?page=" + i));
  private final Varied<Request> none = Varied.of(REQUESTS, i -> request("/nowhere-" + i));

  @Setup
  public void fill() {
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < OF_EACH_KIND; i++) {
      routes.add(route(new PathMatch.Exact("/exact-" + i)));
      routes.add(route(new PathMatch.Prefix("/prefix-" + i)));
      routes.add(route(new PathMatch.Regex(Pattern.compile("/regex-(?:" + i + ")"))));
    }
    table =
        new RouteTable(new RouteConfig("r", List.of(new VirtualHost("h", List.of("*"), routes))));
    if (table.match(last.next()).isEmpty() || table.match(none.next()).isPresent()) {
      throw new IllegalStateException("match: another route (expected: the last, none)");
    }
  }

  @Benchmark
  public Object first() {
    return table.match(first.next());
  }

  @Benchmark
  public Object last() {
    return table.match(last.next());
  }

  @Benchmark
  public Object none() {
    return table.match(none.next());
  }

  private static Route route(PathMatch path) {
    return new Route(
        "route",
        new RouteMatch(path, List.of(), List.of()),
        new RouteAction.Respond(200),
        HeaderEdits.NONE,
        HeaderEdits.NONE);
  }

  private static Request request(String path) {
    return new Request("GET", "catalog", path, Map.of());
  }
}
