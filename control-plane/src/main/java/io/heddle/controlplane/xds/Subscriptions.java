package io.heddle.controlplane.xds;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a client asks for of one type; wildcards as the protocol's text has them. */
final class Subscriptions {
  static final String WILDCARD = "*";

  private final boolean wildcardExists;
  private final Set<String> names = new LinkedHashSet<>();
  private int nameChars;
  private boolean wildcard;
  // Once a client has named anything, an empty list means nothing and no longer everything.
  private boolean hasNamed;

  Subscriptions(String typeUrl) {
    this.wildcardExists = TypeUrls.isWholeSet(typeUrl);
  }

  boolean covers(String name) {
    return wildcard || names.contains(name);
  }

  boolean isWildcard() {
    return wildcard;
  }

  Set<String> names() {
    return Collections.unmodifiableSet(names);
  }

  /** How long the names are together. */
  int nameChars() {
    return nameChars;
  }

  Change delta(List<String> subscribe, List<String> unsubscribe) {
    Changes changes = new Changes();
    // Who takes back a star that was never said has named it too.
    if (!subscribe.isEmpty() || unsubscribe.contains(WILDCARD)) {
      hasNamed = true;
    } else if (!hasNamed && !wildcard && wildcardExists && unsubscribe.isEmpty()) {
      changes.startWildcard();
    }
    unsubscribe.forEach(changes::drop);
    subscribe.forEach(changes::ask);
    return changes.finish();
  }

  Change stateOfTheWorld(List<String> wanted) {
    Changes changes = new Changes();
    Set<String> next = new LinkedHashSet<>(wanted);
    hasNamed |= !next.isEmpty();
    boolean everything = wildcardExists && (!hasNamed || next.contains(WILDCARD));
    if (wildcard && !everything) {
      changes.drop(WILDCARD);
    } else if (!wildcard && everything) {
      changes.startWildcard();
    }
    List.copyOf(names).stream().filter(name -> !next.contains(name)).forEach(changes::drop);
    next.stream()
        .filter(name -> !names.contains(name) && !isWildcardName(name))
        .forEach(changes::ask);
    return changes.finish();
  }

  private boolean isWildcardName(String name) {
    return wildcardExists && name.equals(WILDCARD);
  }

  /** What the wildcard does in a change. */
  enum Everything {
    UNCHANGED,
    STARTED,
    ENDED
  }

  /**
   * A change of what is asked for.
   *
   * @param asked to be answered, also when it was before
   * @param added those of {@code asked} that were not subscribed by name
   * @param dropped no longer subscribed by name
   */
  record Change(
      Everything everything, List<String> asked, List<String> added, List<String> dropped) {
    boolean asksForSomething() {
      return everything == Everything.STARTED || !asked.isEmpty();
    }
  }

  /** Collects a change while it is made. */
  private final class Changes {
    private Everything everything = Everything.UNCHANGED;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<String> added = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();

    void startWildcard() {
      wildcard = true;
      everything = Everything.STARTED;
    }

    void ask(String name) {
      if (isWildcardName(name)) {
        startWildcard();
        return;
      }
      if (names.add(name)) {
        nameChars += name.length();
        added.add(name);
      }
      asked.add(name);
    }

    void drop(String name) {
      if (isWildcardName(name)) {
        everything = wildcard ? Everything.ENDED : everything;
        wildcard = false;
      } else if (names.remove(name)) {
        nameChars -= name.length();
        dropped.add(name);
      }
    }

    Change finish() {
      if (wildcard && everything == Everything.UNCHANGED) {
        // The client may have forgotten what it still gets through the wildcard: tell it again.
        asked.addAll(dropped);
      }
      return new Change(everything, List.copyOf(asked), List.copyOf(added), List.copyOf(dropped));
    }
  }
}
