package io.heddle.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is noted of an exchange whose client closes its connection before the response's end. */
final class LeavingClientTest {
  private final OneLoop loop = new OneLoop().endpoints(OneLoop.endpoint("one"));

  @Test
  void beforeItsResponseItIsAStatusOfItsOwn() {
    TestRequest request = loop.send("/");
    loop.upstreams().onlyConnect().succeed();

    request.leave();

    assertThat(loop.ended()).containsExactly(new OneLoop.Ended(499, "DC", false));
  }

  @Test
  void withinItsResponseNobodyCutIt() {
    TestRequest request = loop.send("/");
    loop.upstreams().onlyConnect().succeed().begin();

    request.leave();

    assertThat(loop.ended()).containsExactly(new OneLoop.Ended(200, "DC", false));
  }

  @Test
  void aResponseThatItsServerBreaksOffIsCut() {
    loop.send("/");
    loop.upstreams().onlyConnect().succeed().begin().breakOff();

    assertThat(loop.ended()).containsExactly(new OneLoop.Ended(200, "UC", true));
  }
}
