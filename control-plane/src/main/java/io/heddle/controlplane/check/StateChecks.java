package io.heddle.controlplane.check;

import io.heddle.controlplane.check.StateFacts.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a control plane keeps of instances and tokens. */
final class StateChecks {
  private StateChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("state-entries", facts -> facts.state().look(StateChecks::entries)),
        new Check("join-tokens", facts -> facts.state().look(state -> tokens(state, facts.now()))));
  }

  private static Finding entries(StateFacts state) {
    return Finding.noneOf(
        state.unreadable(),
        "every instance and token can be read",
        "cannot be read",
        "a control plane leaves it out when it starts: restore the file, or delete it and let the"
            + " instance join with a new token");
  }

  private static Finding tokens(StateFacts state, Instant now) {
    List<String> useless =
        state.tokens().stream().flatMap(token -> useless(token, now).stream()).toList();
    return Finding.betterNone(
        useless,
        Finding.counted(state.tokens().size(), "token") + ", none that somebody may wait with",
        "no longer admits anybody",
        "whoever has one is refused: heddle token create makes another; expired ones are removed"
            + " after 7 days");
  }

  /** A token for one instance that was used for it has done what it is for. */
  private static Optional<String> useless(Token token, Instant now) {
    String name = token.id() + " of " + token.service();
    if (token.uses() > 1 && token.used() >= token.uses() && now.isBefore(token.expiry())) {
      return Optional.of(name + ": all " + token.uses() + " uses taken");
    }
    if (!now.isBefore(token.expiry()) && token.used() == 0 && token.admitted() == 0) {
      return Optional.of(name + ": expired " + token.expiry() + " without a use");
    }
    return Optional.empty();
  }
}
