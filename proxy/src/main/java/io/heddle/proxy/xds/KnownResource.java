package io.heddle.proxy.xds;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one resource.
 *
 * <p>The newest one that was accepted takes effect when all that it names is settled; until then
 * the one before stays in force.
 */
final class KnownResource {
  private Answer answer = Answer.AWAITED;
  private String version = "";
  private @Nullable Resource accepted;
  private @Nullable Resource inForce;

  void accept(String newVersion, Resource resource) {
    answer = Answer.ANSWERED;
    version = newVersion;
    accepted = resource;
  }

  /** The last good one, if there is one, stays. */
  void reject() {
    answer = Answer.ANSWERED;
  }

  /** It does not exist. */
  void remove() {
    answer = Answer.ANSWERED;
    version = "";
    accepted = null;
    inForce = null;
  }

  /** Nobody waits for it any longer; it counts again when it arrives. */
  void giveUp() {
    if (answer == Answer.AWAITED) {
      answer = Answer.GIVEN_UP;
    }
  }

  /** Makes the newest one that was accepted the one in force. */
  void promote() {
    inForce = accepted;
  }

  boolean isStaged() {
    return !Objects.equals(accepted, inForce);
  }

  boolean isAwaited() {
    return answer == Answer.AWAITED;
  }

  /** Either in force, or known not to be there. */
  boolean isSettled() {
    return inForce != null || (accepted == null && answer != Answer.AWAITED);
  }

  /** Of the newest one that was accepted. */
  String version() {
    return version;
  }

  Optional<Resource> accepted() {
    return Optional.ofNullable(accepted);
  }

  Optional<Resource> inForce() {
    return Optional.ofNullable(inForce);
  }

  private enum Answer {
    AWAITED,
    ANSWERED,
    GIVEN_UP
  }
}
