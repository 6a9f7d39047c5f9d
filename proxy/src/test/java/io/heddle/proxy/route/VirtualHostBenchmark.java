package io.heddle.proxy.route;

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
import java.util.SplittableRandom;
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

/** Which virtual host an authority gets; each is asked for as often. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VirtualHostBenchmark {
  private static final int REQUESTS = 1_024;

  @Param({"1", "100", "1000"})
  int hosts;

  private RouteTable table;
  private Varied<Request> named;
  private final Varied<Request> other =
      Varied.of(REQUESTS, i -> request("Unknown-" + i + ".example.org:8080"));

  @Setup
  public void fill() {
    List<VirtualHost> all = new ArrayList<>();
    for (int i = 0; i < hosts; i++) {
      String domain = "s-" + i + ".shop.svc.cluster.local";
      all.add(host(domain, domain));
    }
    all.add(host("any", "*"));
    table = new RouteTable(new RouteConfig("r", all));
    SplittableRandom random = new SplittableRandom(1);
    named =
        Varied.of(REQUESTS, _ -> request("s-" + random.nextInt(hosts) + ".shop.svc.cluster.local"));
    if (table.match(named.next()).equals(table.match(other.next()))) {
      throw new IllegalStateException("match: the same for both (expected: one each)");
    }
  }

  @Benchmark
  public Object named() {
    return table.match(named.next());
  }

  /** Written otherwise, in no table: the host for any. */
  @Benchmark
  public Object other() {
    return table.match(other.next());
  }

  private static VirtualHost host(String name, String domain) {
    RouteMatch all = new RouteMatch(new PathMatch.Prefix("/"), List.of(), List.of());
    Route route =
        new Route(name, all, new RouteAction.Respond(200), HeaderEdits.NONE, HeaderEdits.NONE);
    return new VirtualHost(name, List.of(domain), List.of(route));
  }

  private static Request request(String authority) {
    return new Request("GET", authority, "/items", Map.of());
  }
}
