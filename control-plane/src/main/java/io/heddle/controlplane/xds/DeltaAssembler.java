package io.heddle.controlplane.xds;

import java.util.Map;
import java.util.Optional;

/**
 * Additions and removals, as many as fit into one response; the rest follows after its
 * acknowledgement.
 */
final class DeltaAssembler implements Assembler {
  static final int MAX_RESPONSE_BYTES = 1024 * 1024;

  @Override
  public Draft assemble(TypeStream type, PushRules rules) {
    Draft draft = new Draft();
    draft.answer(type.dirty().emptyAnswerDue());
    for (Map.Entry<String, DirtyMark> entry : type.dirty().entries().entrySet()) {
      Optional<EncodedResource> content = type.source().find(entry.getKey());
      boolean fits =
          content
              .map(it -> tell(it, entry.getValue(), type, rules, draft))
              .orElseGet(() -> remove(entry.getKey(), entry.getValue(), type, rules, draft));
      if (!fits) {
        break;
      }
    }
    return draft;
  }

  private static boolean tell(
      EncodedResource content, DirtyMark dirt, TypeStream type, PushRules rules, Draft draft) {
    if (type.isRefused(content, dirt)) {
      draft.discard(content.name());
    } else if (!rules.holdsContent(type, content.name(), dirt)) {
      if (!draft.fits(content.sizeBytes(), MAX_RESPONSE_BYTES)) {
        return false;
      }
      draft.tell(content, dirt);
    }
    return true;
  }

  private static boolean remove(
      String name, DirtyMark dirt, TypeStream type, PushRules rules, Draft draft) {
    if (type.source().absence() != ResourceSource.Absence.REMOVED) {
      draft.discard(name);
    } else if (!rules.holdsRemoval(type, name, dirt)) {
      if (!draft.fits(name.length(), MAX_RESPONSE_BYTES)) {
        return false;
      }
      draft.remove(name, dirt);
    }
    return true;
  }
}
