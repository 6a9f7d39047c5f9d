package io.heddle.controlplane.xds;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * State of the world for listeners and clusters: every response is the whole set, and what is not
 * in it is gone. A removal that has to wait is therefore bridged with the content that the client
 * has.
 */
final class WholeSetAssembler implements Assembler {
  @Override
  public Draft assemble(TypeStream type, PushRules rules) {
    Draft draft = new Draft();
    Map<String, DirtyMark> heldRemovals = new HashMap<>();
    boolean isDue = type.dirty().isEmptyAnswerDue();
    for (Map.Entry<String, DirtyMark> entry : type.dirty().entries().entrySet()) {
      String name = entry.getKey();
      DirtyMark dirt = entry.getValue();
      Optional<EncodedResource> content = type.source().find(name);
      if (content.isEmpty() && rules.holdsRemoval(type, name, dirt)) {
        heldRemovals.put(name, dirt);
      } else if (content.isPresent() && rules.isBeforeItsTurn(type, name, dirt)) {
        return new Draft();
      } else if (content.isPresent() && type.isRefused(content.get(), dirt)) {
        draft.discard(name);
      } else {
        isDue |= content.isEmpty() || !rules.holdsContent(type, name, dirt);
      }
    }
    return isDue ? whole(type, heldRemovals) : draft;
  }

  private static Draft whole(TypeStream type, Map<String, DirtyMark> heldRemovals) {
    Draft draft = new Draft();
    draft.answer(type.dirty().emptyAnswerDue());
    Map<String, DirtyMark> dirty = type.dirty().entries();
    for (EncodedResource resource : wholeSet(type, heldRemovals)) {
      DirtyMark dirt = dirty.get(resource.name());
      if (dirt == null || heldRemovals.containsKey(resource.name())) {
        draft.fill(resource);
      } else {
        draft.tell(resource, dirt);
      }
    }
    dirty.forEach((name, dirt) -> {
      if (type.source().find(name).isEmpty() && !heldRemovals.containsKey(name)) {
        draft.remove(name, dirt);
      }
    });
    return draft;
  }

  private static Collection<EncodedResource> wholeSet(
      TypeStream type, Map<String, DirtyMark> heldRemovals) {
    SortedMap<String, EncodedResource> whole = new TreeMap<>();
    if (type.subscriptions().isWildcard()) {
      type.source().all().forEach(it -> whole.put(it.name(), it));
    }
    for (String name : type.subscriptions().names()) {
      type.source().find(name).ifPresent(it -> whole.put(name, it));
    }
    heldRemovals.forEach((name, dirt) -> dirt.previous().ifPresent(it -> whole.put(name, it)));
    return whole.values();
  }
}
