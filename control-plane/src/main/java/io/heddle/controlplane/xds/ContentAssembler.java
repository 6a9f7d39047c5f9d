package io.heddle.controlplane.xds;

/**
 * State of the world for types whose responses need not be whole: what has changed, and no
 * removals.
 */
final class ContentAssembler implements Assembler {
  @Override
  public Draft assemble(TypeStream type, PushRules rules) {
    Draft draft = new Draft();
    type.dirty()
        .entries()
        .forEach((name, dirt) ->
            type.source()
                .find(name)
                .or(dirt::previous)
                .ifPresentOrElse(
                    content -> tell(content, dirt, type, rules, draft), () -> draft.discard(name)));
    return draft;
  }

  private static void tell(
      EncodedResource content, DirtyMark dirt, TypeStream type, PushRules rules, Draft draft) {
    if (type.isRefused(content, dirt)) {
      draft.discard(content.name());
    } else if (!rules.holdsContent(type, content.name(), dirt)) {
      draft.tell(content, dirt);
    }
  }
}
