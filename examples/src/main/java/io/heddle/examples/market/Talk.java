package io.heddle.examples.market;

import io.grpc.stub.StreamObserver;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Echoes a bidirectional stream; its first message says which session it is. */
final class Talk implements StreamObserver<String> {
  private final MarketLedger ledger;
  private final Function<SessionCount, GrpcStream> opener;
  private @Nullable GrpcStream stream;

  Talk(MarketLedger ledger, Function<SessionCount, GrpcStream> opener) {
    this.ledger = ledger;
    this.opener = opener;
  }

  @Override
  public void onNext(String message) {
    GrpcStream open = stream;
    if (open == null) {
      String id = message.substring(0, Math.max(0, message.indexOf(' ')));
      open = opener.apply(new SessionCount(ledger, Kind.GRPC_BIDI, id));
      stream = open;
    }
    var _ = open.echo(message);
  }

  @Override
  public void onError(Throwable fault) {
    if (stream != null) {
      stream.fail();
    }
  }

  @Override
  public void onCompleted() {
    if (stream != null) {
      stream.complete();
    }
  }
}
