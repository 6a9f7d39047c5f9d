package io.heddle.controlplane.xds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a client says on its stream, in either variant of the protocol. */
sealed interface StreamRequest {
  String typeUrl();

  /** Of the response that is answered; empty when none is. */
  String nonce();

  /** Present: the response is refused. */
  Optional<String> error();

  /** The names that the client wants, known before or not. */
  List<String> asked();

  /** Those that it has from an earlier stream, as far as it says so. */
  Set<String> held();

  /**
   * Names to add and to drop; {@code initialVersions} is what the client has from an earlier
   * stream.
   */
  record Delta(
      String typeUrl,
      String nonce,
      Optional<String> error,
      List<String> subscribe,
      List<String> unsubscribe,
      Map<String, String> initialVersions)
      implements StreamRequest {
    @Override
    public List<String> asked() {
      return subscribe;
    }

    @Override
    public Set<String> held() {
      return initialVersions.keySet();
    }
  }

  /** All names; {@code version} is what the client accepted last, perhaps on an earlier stream. */
  record StateOfTheWorld(
      String typeUrl, String nonce, Optional<String> error, List<String> names, String version)
      implements StreamRequest {
    @Override
    public List<String> asked() {
      return names;
    }

    @Override
    public Set<String> held() {
      return Set.of();
    }
  }
}
