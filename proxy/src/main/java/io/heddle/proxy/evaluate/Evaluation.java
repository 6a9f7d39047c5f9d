package io.heddle.proxy.evaluate;

import io.heddle.proxy.config.FilterChain;
import io.heddle.proxy.config.HeaderEdits.Header;
import io.heddle.proxy.config.ListenerConfig;
import io.heddle.proxy.config.NetworkFilter;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.RouteConfig;
import io.heddle.proxy.config.RouteSource;
import io.heddle.proxy.evaluate.Answer.Fate;
import io.heddle.proxy.route.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers what a snapshot does with a request, by sending it through the data path. */
final class Evaluation {
  private static final Fate CLOSED_WITHOUT_CHAIN =
      new Fate.Nowhere(0, "", "no filter chain takes the connection");

  private final ProxySnapshot snapshot;

  Evaluation(ProxySnapshot snapshot) {
    this.snapshot = snapshot;
  }

  Answer answer(Question question) {
    String name = question.listener();
    ListenerConfig listener = snapshot.listeners().get(name);
    if (listener == null) {
      return Answer.unrouted(name, new Fate.Nowhere(503, "NR", "no listener " + name));
    }
    Optional<FilterChain> chain =
        listener.chainFor(question.port(), question.applicationProtocol());
    return chain
        .map(it -> answer(question, it.filter()))
        .orElseGet(() -> Answer.unrouted(name, CLOSED_WITHOUT_CHAIN));
  }

  private Answer answer(Question question, NetworkFilter filter) {
    return switch (filter) {
      case NetworkFilter.Tcp(var cluster, _) ->
          Answer.unrouted(question.listener(), new Fate.Bytes(cluster));
      case NetworkFilter.Http http -> answer(question, http);
    };
  }

  private Answer answer(Question question, NetworkFilter.Http http) {
    Optional<RouteConfig> config = routes(http.routes());
    if (config.isEmpty()) {
      return Answer.unrouted(question.listener(), new Fate.Nowhere(503, "NR", "no routes"));
    }
    RouteTable table = new RouteTable(config.get());
    OfflineConnection connection = new OfflineConnection(http, () -> table);
    Matching matching = new Matching(table);
    Fate fate = send(question, connection, matching);
    return new Answer(
        question.listener(),
        Optional.of(config.get().name()),
        matching.host(),
        matching.route(),
        matching.nearMisses(),
        fate);
  }

  /** Once for each cluster that it may go to; it goes the same way every time. */
  private static Fate send(Question question, OfflineConnection connection, Matching matching) {
    List<Share> shares = new ArrayList<>();
    while (true) {
      Capture capture = new Capture(shares.size());
      Exchanged exchanged = new Exchanged(matching::of);
      List<Header> fields = connection.send(question, capture, exchanged);
      Optional<Capture.Sent> sent = capture.sent();
      if (sent.isEmpty()) {
        return exchanged.fate(fields);
      }
      RouteAction.Forward forward = sent.get().forward();
      shares.add(sent.get().share());
      if (shares.size() == forward.clusters().size()) {
        return new Fate.Forward(forward, shares);
      }
    }
  }

  private Optional<RouteConfig> routes(RouteSource source) {
    return switch (source) {
      case RouteSource.Inline(var config) -> Optional.of(config);
      case RouteSource.Named(var name) -> Optional.ofNullable(snapshot.routes().get(name));
    };
  }
}
