package io.heddle.proxy.http;

import io.heddle.proxy.memory.LoopMemory;
import java.util.List;
import java.util.function.LongSupplier;

/** What every request of one kind of listener goes through on one event loop. */
public final class HttpPipeline implements HttpService {
  private final Filter[] filters;
  private final Terminal terminal;
  private final ExchangeObserver observer;
  private final LongSupplier nanoTicker;
  private final LoopMemory memory;

  public HttpPipeline(
      List<Filter> filters,
      Terminal terminal,
      ExchangeObserver observer,
      LongSupplier nanoTicker,
      LoopMemory memory) {
    this.filters = filters.toArray(Filter[]::new);
    this.terminal = terminal;
    this.observer = observer;
    this.nanoTicker = nanoTicker;
    this.memory = memory;
  }

  @Override
  public RequestHandler onRequest(ServerStream stream) {
    Exchange exchange = new Exchange(stream, this);
    exchange.start();
    return exchange;
  }

  @Override
  public boolean isFull() {
    return memory.isFull();
  }

  @Override
  public void onInvalidRequest(DownstreamConnection connection, Failure failure, String detail) {
    observer.onInvalidRequest(connection, failure, detail);
  }

  int filterCount() {
    return filters.length;
  }

  Filter filter(int index) {
    return filters[index];
  }

  Terminal terminal() {
    return terminal;
  }

  ExchangeObserver observer() {
    return observer;
  }

  LoopMemory memory() {
    return memory;
  }

  LongSupplier ticker() {
    return nanoTicker;
  }
}
