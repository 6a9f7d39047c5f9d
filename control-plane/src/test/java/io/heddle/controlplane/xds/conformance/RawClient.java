package io.heddle.controlplane.xds.conformance;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.Status;

/**
 * One stream of a client that says what it is told to, right or wrong, and does nothing by itself.
 */
interface RawClient {
  /** Asks for these names beside those asked for before; the state of the world says them all. */
  RawClient subscribe(String typeUrl, String... names);

  /** As {@link #subscribe}, but as the answer to the response with this nonce. */
  RawClient subscribeAnswering(String nonce, String typeUrl, String... names);

  RawClient unsubscribe(String typeUrl, String... names);

  /** Asks for these names, saying that the resources of {@code kept} are known. */
  RawClient resume(Answer kept, String... names);

  RawClient accept(Answer answer);

  /** Refuses a response; the version accepted before stays the client's. */
  RawClient refuse(Answer answer, String error);

  /** Accepts whatever has that nonce, if anything has. */
  RawClient acknowledge(String typeUrl, String nonce);

  /** Says this node in the next request, as the first one does without being told to. */
  RawClient introduce(Node node);

  /** Reads so many responses more; needed only where reading is by hand. */
  RawClient read(int responses);

  void halfClose();

  void disconnect();

  /** The next response, which must be of this type. */
  Answer expect(String typeUrl);

  /** No response has been sent because of what this client or the test did before. */
  void expectNothing();

  /** The stream ends before another response comes. */
  Status expectEnd();

  /** Accepts all that comes until nothing more does. */
  RawClient settle();

  /** The next response, accepted. */
  default Answer take(String typeUrl) {
    Answer answer = expect(typeUrl);
    accept(answer);
    return answer;
  }
}
