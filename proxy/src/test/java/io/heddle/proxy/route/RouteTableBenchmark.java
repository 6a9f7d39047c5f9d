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
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Which of many routes of one kind a path gets; each is asked for as often. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteTableBenchmark {
  private static final int REQUESTS = 1_024;
  private static final String HOST = "catalog.shop.svc.cluster.local";

  /** How all routes of the table match. */
  public enum Kind {
    EXACT,
    PREFIX,
    REGEX
  }

  @Param({"1", "10", "100", "1000"})
  int routes;

  @Param Kind kind = Kind.EXACT;

  private RouteTable table;
  private Varied<Request> requests;

  @Setup
  public void fill() {
    List<Route> all = IntStream.range(0, routes).mapToObj(this::route).toList();
    table = new RouteTable(new RouteConfig("r", List.of(new VirtualHost("h", List.of("*"), all))));
    SplittableRandom random = new SplittableRandom(1);
    requests = Varied.of(REQUESTS, page -> request(random.nextInt(routes), page));
    if (table.match(request(routes - 1, 1)).filter(all.getLast()::equals).isEmpty()) {
      throw new IllegalStateException("match: not the last route (expected: the last)");
    }
  }

  @Benchmark
  public Object match() {
    return table.match(requests.next());
  }

  private Route route(int number) {
    PathMatch path =
        switch (kind) {
          case EXACT -> new PathMatch.Exact("/api/v2/catalog/items-" + number);
          case PREFIX -> new PathMatch.Prefix("/api/v2/catalog/items-" + number);
          case REGEX ->
              new PathMatch.Regex(Pattern.compile("/api/v[0-9]+/catalog/items-" + number));
        };
    return new Route(
        "route-" + number,
        new RouteMatch(path, List.of(), List.of()),
        new RouteAction.Respond(200),
        HeaderEdits.NONE,
        HeaderEdits.NONE);
  }

  private static Request request(int route, int page) {
    return new Request("GET", HOST, "/api/v2/catalog/items-" + route + "?page=" + page, Map.of());
  }
}
