package io.heddle.proxy.evaluate;

import io.heddle.proxy.config.HeaderEdits.Header;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.ExchangeFacts;
import io.heddle.proxy.http.ExchangeObserver;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.RequestHead;
import java.util.List;
import java.util.function.Consumer;

/** What became of one request on the data path, as an observer hears it. */
final class Exchanged implements ExchangeObserver {
  private final Consumer<RequestHead> onRequest;
  private String flag = "";
  private String detail = "";
  private int status;

  /**
   * @param onRequest gets the head of a request that is well-formed, while it can be read
   */
  Exchanged(Consumer<RequestHead> onRequest) {
    this.onRequest = onRequest;
  }

  /** What the sidecar answered by itself. */
  Answer.Fate fate(List<Header> headers) {
    return flag.isEmpty()
        ? new Answer.Fate.Respond(status, headers)
        : new Answer.Fate.Nowhere(status, flag, detail);
  }

  @Override
  public void onStarted(ExchangeFacts exchange) {
    onRequest.accept(exchange.request());
  }

  @Override
  public void onEnded(ExchangeFacts exchange) {
    status = exchange.status();
    flag = exchange.flag();
    detail = exchange.detail();
  }

  @Override
  public void onInvalidRequest(DownstreamConnection connection, Failure failure, String more) {
    status = failure.status();
    flag = failure.flag();
    detail = more;
  }

  @Override
  public void onMisdirected(ExchangeFacts exchange) {}

  @Override
  public void onRedispatched(ExchangeFacts exchange, String endpointUid, Failure cause) {}
}
