package io.heddle.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.PeerMatch;
import io.heddle.proxy.config.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a cluster keeps when it secures its connections otherwise than before. */
final class PeerChangeTest {
  private static final String NEXT = "spiffe://a/next";

  private final OneLoop loop =
      new OneLoop()
          .transport(OneLoop.mutualTls(OneLoop.PEER, NEXT))
          .endpoints(OneLoop.endpoint("one"));
  private final FakeUpstreams upstreams = loop.upstreams();

  private void become(Transport transport) {
    loop.transport(transport).endpoints(OneLoop.endpoint("one"));
  }

  private FakeConnection idle(String peer) {
    loop.send("/idle");
    FakeConnection connection = upstreams.onlyConnect().succeed(peer);
    connection.answer();
    return connection;
  }

  @Test
  void onlyConnectionsWhosePeerIsNotAcceptedAnyMoreAreClosed() {
    loop.send("/idle");
    loop.send("/idle");
    FakeConnection old = upstreams.connects().getFirst().succeed(OneLoop.PEER);
    FakeConnection next = upstreams.connects().getFirst().succeed(NEXT);
    old.answer();
    next.answer();

    become(OneLoop.mutualTls(NEXT));

    assertThat(old.isActive()).isFalse();
    assertThat(next.isActive()).isTrue();
    loop.send("/kept");
    assertThat(next.target()).isEqualTo("/kept");
  }

  @Test
  void aConnectionInUseIsClosedWhenItsExchangeEnds() {
    TestRequest request = loop.send("/1");
    FakeConnection busy = upstreams.onlyConnect().succeed(OneLoop.PEER);

    become(OneLoop.mutualTls(NEXT));
    busy.answer();

    assertThat(request.status()).isEqualTo(200);
    assertThat(busy.isActive()).isFalse();
  }

  @Test
  void openingsGoOnWhenEverybodyIsStillAccepted() {
    loop.send("/1");
    FakeUpstreams.Connect before = upstreams.onlyConnect();

    become(
        new Transport.MutualTls(
            List.of("heddle-http/1.1"), new PeerMatch(List.of(), List.of("spiffe://a/"))));

    assertThat(upstreams.onlyConnect()).isSameAs(before);
  }

  @Test
  void openingsBeginAnewUnderANarrowerList() {
    TestRequest request = loop.send("/1");
    FakeUpstreams.Connect before = upstreams.onlyConnect();

    become(OneLoop.mutualTls(NEXT));

    assertThat(upstreams.onlyConnect()).isNotSameAs(before);
    upstreams.onlyConnect().succeed(NEXT).answer();
    assertThat(request.status()).isEqualTo(200);
  }

  @Test
  void aConnectionAheadThatBeganUnderTheOldListIsNotKept() {
    CompletableFuture<String> ahead = loop.connectAhead(OneLoop.endpoint("one"));

    become(OneLoop.mutualTls(NEXT));
    upstreams.onlyConnect().connect();

    assertThat(ahead)
        .isCompletedWithValueMatching(cause -> cause.contains("peer: " + OneLoop.PEER));
    assertThat(upstreams.connectionCount()).isZero();
  }

  @Test
  void anotherProtocolClosesAll() {
    FakeConnection connection = idle(NEXT);

    become(
        new Transport.MutualTls(
            List.of("heddle-tcp"), new PeerMatch(List.of(OneLoop.PEER, NEXT), List.of())));

    assertThat(connection.isActive()).isFalse();
  }

  @Test
  void plaintextInsteadOfTlsClosesAll() {
    FakeConnection connection = idle(NEXT);

    become(new Transport.Plaintext());

    assertThat(connection.isActive()).isFalse();
  }
}
