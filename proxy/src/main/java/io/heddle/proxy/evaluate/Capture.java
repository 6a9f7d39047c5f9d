package io.heddle.proxy.evaluate;

import io.heddle.proxy.config.HeaderEdits.Header;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.WeightedCluster;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.ForwardedHead;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.RequestHead;
import io.heddle.proxy.http.RequestSink;
import io.heddle.proxy.http.Terminal;
import io.heddle.proxy.route.Rewriting;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notes how a request would be sent to one of its route's clusters, and answers it. */
final class Capture implements Terminal {
  private static final int ANSWER = 200;

  private final int index;
  private Optional<Sent> sent = Optional.empty();

  /**
   * @param index which of the clusters is chosen
   */
  Capture(int index) {
    this.index = index;
  }

  /** A request that was sent on. */
  record Sent(RouteAction.Forward forward, Share share) {}

  /** Empty when it was not. */
  Optional<Sent> sent() {
    return sent;
  }

  @Override
  public RequestSink dispatch(Exchange exchange) {
    if (exchange.route() == null
        || !(exchange.route().action() instanceof RouteAction.Forward forward)) {
      throw new IllegalStateException("route: none that forwards (expected: one)");
    }
    WeightedCluster chosen = forward.clusters().get(index);
    exchange.chose(chosen);
    Rewriting.apply(exchange, exchange.route(), forward.rewrite(), chosen);
    Share share = new Share(chosen, sentOn(exchange), exchange.responseEdits().toHeaderEdits());
    sent = Optional.of(new Sent(forward, share));
    exchange.respondDirectly(ANSWER);
    return new Discard();
  }

  private static SentOn sentOn(Exchange exchange) {
    RequestHead head = exchange.sentOn();
    List<Header> headers = new ArrayList<>();
    ForwardedHead.copy(
        head,
        exchange.requestEdits(),
        (name, value) -> headers.add(new Header(name.toString(), value.toString())));
    String authority = head.authority();
    for (Header header : headers) {
      authority = isHost(header) ? header.value() : authority;
    }
    headers.removeIf(Capture::isHost);
    return new SentOn(head.method(), authority, head.target(), headers);
  }

  private static boolean isHost(Header header) {
    return header.name().equalsIgnoreCase("host");
  }

  /** Bodies are not looked at. */
  private record Discard() implements RequestSink {
    @Override
    public void data(ByteBuf part) {
      part.release();
    }

    @Override
    public void end(HeadView trailers) {}

    @Override
    public void onResponseWritable() {}

    @Override
    public void cancel() {}
  }
}
