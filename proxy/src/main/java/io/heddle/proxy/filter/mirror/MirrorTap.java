package io.heddle.proxy.filter.mirror;

import io.heddle.proxy.filter.mirror.MirrorObserver.Drop;
import io.heddle.proxy.http.EndListener;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.RequestSink;
import io.netty.buffer.ByteBuf;

/** Passes a request on as it comes and sends the copy once it is whole. */
final class MirrorTap implements RequestSink, EndListener {
  private final RequestSink original;
  private final MirroredRequest copy;
  private final MirrorSender sender;
  private boolean whole;

  MirrorTap(RequestSink original, MirroredRequest copy, MirrorSender sender) {
    this.original = original;
    this.copy = copy;
    this.sender = sender;
  }

  @Override
  public void data(ByteBuf part) {
    copy.keep(part);
    original.data(part);
  }

  @Override
  public void end(HeadView trailers) {
    whole = true;
    original.end(trailers);
    if (!copy.isOver()) {
      sender.send(copy);
    }
  }

  @Override
  public void onResponseWritable() {
    original.onResponseWritable();
  }

  @Override
  public void cancel() {
    original.cancel();
  }

  @Override
  public void onEnd(Exchange exchange) {
    if (!whole) {
      copy.drop(Drop.UNFINISHED);
    }
  }
}
