package io.heddle.proxy.xds;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one resource.
 *
 * <p>The newest one that was accepted takes effect when all that it names is settled, and a removal
 * when nothing that is about to be replaced names it; until then the one before stays in force.
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

  /** It does not exist any more; staged as a new content would be. */
  void remove() {
    answer = Answer.REMOVED;
    version = "";
    accepted = null;
  }

  /** Nobody waits for it any longer; it counts again when it arrives. */
  void giveUp() {
    if (answer == Answer.AWAITED) {
      answer = Answer.GIVEN_UP;
    }
  }

  /** Makes the newest one that was accepted, or its absence, what is in force. */
  void promote() {
    inForce = accepted;
  }

  /** Is there a newer one that has not taken effect? */
  boolean isStaged() {
    return accepted != null && !accepted.equals(inForce);
  }

  boolean isRemovalStaged() {
    return accepted == null && inForce != null;
  }

  /** Is what is in force to be replaced by one that does not name {@code reference}? */
  boolean isAboutToDrop(ResourceKey reference) {
    return isInForceWith(reference)
        && (isRemovalStaged()
            || (accepted != null && !References.of(accepted).contains(reference)));
  }

  private boolean isInForceWith(ResourceKey reference) {
    return inForce != null && References.of(inForce).contains(reference);
  }

  boolean isAwaited() {
    return answer == Answer.AWAITED;
  }

  /** Does the server say that there is none? */
  boolean isMissing() {
    return answer == Answer.REMOVED && inForce == null;
  }

  /** Was it never answered, until nobody waited any longer? */
  boolean isGivenUp() {
    return answer == Answer.GIVEN_UP && inForce == null;
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
    REMOVED,
    GIVEN_UP
  }
}
