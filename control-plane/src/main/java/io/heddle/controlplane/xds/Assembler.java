package io.heddle.controlplane.xds;

/** Makes a type's next response from what is dirty and may go now. */
interface Assembler {
  Draft assemble(TypeStream type, PushRules rules);

  static Assembler of(Variant variant, String typeUrl) {
    return switch (variant) {
      case DELTA -> new DeltaAssembler();
      case STATE_OF_THE_WORLD ->
          TypeUrls.isWholeSet(typeUrl) ? new WholeSetAssembler() : new ContentAssembler();
    };
  }
}
