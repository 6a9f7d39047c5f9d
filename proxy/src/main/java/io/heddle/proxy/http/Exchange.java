package io.heddle.proxy.http;

import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.WeightedCluster;
import io.heddle.proxy.http.Filter.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, from head to end: what filters look at, what the terminal answers
 * into. Belongs to one event loop.
 */
public final class Exchange implements RequestHandler {
  private final ServerStream stream;
  private final HttpPipeline pipeline;
  private final HeadEdits requestEdits = new HeadEdits();
  private final HeadEdits responseEdits = new HeadEdits();
  private final ExchangeRecord record;

  private int nextFilter;
  private @Nullable Route route;
  private @Nullable RequestHead rewritten;
  private @Nullable RequestSink sink;
  private @Nullable ArrayDeque<ByteBuf> early;
  private @Nullable HeadView trailers;
  private @Nullable List<EndListener> endListeners;
  private boolean responding;
  private boolean switched;
  private boolean ended;

  Exchange(ServerStream stream, HttpPipeline pipeline) {
    this.stream = stream;
    this.pipeline = pipeline;
    this.record = new ExchangeRecord(stream, pipeline.ticker());
  }

  void start() {
    pipeline.observer().onStarted(record);
    resume();
  }

  /** Goes on after a filter said {@link Verdict#WAIT}. */
  public void resume() {
    while (!ended && nextFilter < pipeline.filterCount()) {
      Verdict verdict = pipeline.filter(nextFilter++).onRequest(this);
      switch (verdict) {
        case CONTINUE -> {}
        case RESPOND -> {
          return;
        }
        case WAIT -> {
          stream.pauseRequest();
          return;
        }
      }
    }
    if (!ended) {
      dispatch();
    }
  }

  private void dispatch() {
    stream.resumeRequest();
    record.onDispatched();
    RequestSink dispatched = pipeline.terminal().dispatch(this);
    if (ended) {
      return;
    }
    sink = dispatched;
    while (early != null && !early.isEmpty()) {
      dispatched.data(takeEarly(early));
    }
    if (trailers != null && !ended) {
      dispatched.end(trailers);
    }
  }

  /** The request's head as it came. */
  public RequestHead request() {
    return stream.request();
  }

  /** The request's head as it is sent on, before the edits. */
  public RequestHead sentOn() {
    return rewritten == null ? stream.request() : rewritten;
  }

  /** Sends the request on with another target and authority; both may be what they were. */
  public void sendAs(String target, String authority) {
    rewritten = new RewrittenHead(stream.request(), target, authority);
  }

  public DownstreamConnection connection() {
    return stream.connection();
  }

  public EventLoop eventLoop() {
    return stream.eventLoop();
  }

  public HeadEdits requestEdits() {
    return requestEdits;
  }

  /** Applied to the final response, whoever makes it. */
  public HeadEdits responseEdits() {
    return responseEdits;
  }

  /** What an observer is told; the terminal notes in it where the request went. */
  public ExchangeRecord record() {
    return record;
  }

  public void routeTo(Route matched) {
    route = matched;
    record.routed(matched.name());
    requestEdits.apply(matched.requestEdits());
    responseEdits.apply(matched.responseEdits());
  }

  /** Where the request goes: its edits are the more specific ones and come first. */
  public void chose(WeightedCluster share) {
    record.chose(share.cluster());
    requestEdits.applyFirst(share.requestEdits());
    responseEdits.applyFirst(share.responseEdits());
  }

  public @Nullable Route route() {
    return route;
  }

  /** Has the connection changed its protocol, so that no limit on the time of requests holds? */
  public boolean hasSwitched() {
    return switched;
  }

  public boolean hasEnded() {
    return ended;
  }

  /** Calls the listener when the exchange ends. */
  public void onEnd(EndListener listener) {
    if (endListeners == null) {
      endListeners = new ArrayList<>(2);
    }
    endListeners.add(listener);
  }

  /** Answers with a bare status, as a route may say. */
  public Verdict respondDirectly(int status) {
    respondWith(MadeResponse.direct(status, List.of()));
    return Verdict.RESPOND;
  }

  /** Tells the client to ask elsewhere, as a route may say. */
  public Verdict redirect(int status, String location) {
    respondWith(MadeResponse.direct(status, List.of(new HeaderEdits.Header("location", location))));
    return Verdict.RESPOND;
  }

  /** Ends the exchange with a response of the mesh, or cuts it if a response has begun. */
  public Verdict fail(Failure failure, String detail) {
    return fail(failure, failure.status(), detail);
  }

  public Verdict fail(Failure failure, int status, String detail) {
    if (ended) {
      return Verdict.RESPOND;
    }
    record.failed(failure, detail);
    abandon();
    if (responding) {
      breakOff(failure, detail);
    } else {
      respondWith(MadeResponse.of(failure, status, detail));
    }
    return Verdict.RESPOND;
  }

  private void breakOff(Failure failure, String detail) {
    record.wasCut();
    if (owesGrpc()) {
      finish(Grpc.trailers(failure, detail));
    } else {
      cut();
    }
  }

  /**
   * Only gRPC has an end that says so. It is the call's, not the mesh's: sidecars pass it on as
   * they would the application's.
   */
  @Override
  public void onMoveOn() {
    if (ended || !Grpc.isCall(request())) {
      return;
    }
    String detail = "the instance drains and has waited for as long as it may";
    record.failed(Failure.MOVED, detail);
    abandon();
    if (responding) {
      finish(Grpc.trailers(Failure.MOVED, detail));
    } else {
      MadeResponse made = MadeResponse.of(Failure.MOVED, Failure.MOVED.status(), detail);
      begin(Grpc.answer(made), made.status());
      finish(HeadView.EMPTY);
    }
  }

  private void abandon() {
    RequestSink abandoned = sink;
    sink = null;
    if (abandoned != null) {
      abandoned.cancel();
    }
  }

  /** The upstream has reset the exchange: so is the client's. */
  public void reset(Failure failure, long code, String detail) {
    if (!ended) {
      record.failed(failure, detail);
      record.wasCut();
      sink = null;
      stream.reset(code);
      end();
    }
  }

  /** Between sidecars a failure is HTTP's; who asked the first of them learns it as gRPC's. */
  private boolean owesGrpc() {
    return !connection().isMesh() && Grpc.isCall(request());
  }

  private void respondWith(MadeResponse made) {
    record.noteMadeByMesh();
    MadeResponse said = owesGrpc() ? Grpc.answer(made) : made;
    begin(said, made.status());
    if (!said.body().isEmpty()) {
      write(Unpooled.wrappedBuffer(said.bytes()));
    }
    finish(HeadView.EMPTY);
  }

  private void begin(ResponseHead head, int status) {
    responding = true;
    switched = head.switchesProtocols();
    record.responded(status);
    stream.respond(head, responseEdits);
  }

  /** Never again takes a request on the connection that this one came on. */
  public void announceClose() {
    stream.announceClose();
  }

  public void informational(ResponseHead head) {
    stream.informational(head, new HeadEdits());
  }

  public void respond(ResponseHead head) {
    if (ended) {
      return;
    }
    if (record.madeByMesh() && owesGrpc() && !Grpc.isAnswer(head)) {
      respondWith(MadeResponse.ofPeer(head));
    } else {
      begin(head, head.status());
    }
  }

  public void write(ByteBuf part) {
    record.responseBytes(part.readableBytes());
    stream.write(part);
  }

  public boolean isWritable() {
    return stream.isWritable();
  }

  public void finish(HeadView responseTrailers) {
    if (!ended) {
      stream.finish(responseTrailers);
      end();
    }
  }

  private void cut() {
    stream.cut();
    end();
  }

  public void pauseRequest() {
    stream.pauseRequest();
  }

  public void resumeRequest() {
    stream.resumeRequest();
  }

  @Override
  public void onRequestData(ByteBuf part) {
    if (ended) {
      part.release();
      return;
    }
    record.requestBytes(part.readableBytes());
    if (sink != null) {
      sink.data(part);
      return;
    }
    if (early == null) {
      early = new ArrayDeque<>(4);
    }
    pipeline.memory().add(part.readableBytes());
    early.add(part);
  }

  private ByteBuf takeEarly(ArrayDeque<ByteBuf> parts) {
    ByteBuf part = parts.remove();
    pipeline.memory().remove(part.readableBytes());
    return part;
  }

  @Override
  public void onRequestEnd(HeadView requestTrailers) {
    if (sink != null) {
      sink.end(requestTrailers);
    } else {
      trailers = requestTrailers;
    }
  }

  @Override
  public void onWritable() {
    if (sink != null) {
      sink.onResponseWritable();
    }
  }

  @Override
  public void onRequestCut(Failure failure, String detail) {
    if (failure != Failure.DOWNSTREAM_CUT) {
      fail(failure, detail);
      return;
    }
    if (!ended) {
      record.clientLeft(detail);
      abandon();
      cut();
    }
  }

  private void end() {
    ended = true;
    sink = null;
    while (early != null && !early.isEmpty()) {
      takeEarly(early).release();
    }
    record.ended();
    if (endListeners != null) {
      for (EndListener listener : endListeners) {
        listener.onEnd(this);
      }
    }
    pipeline.observer().onEnded(record);
  }
}
