package io.heddle.examples.mix;

import io.heddle.examples.market.Entry;

/** Holds the ledgers' entries of one kind against what its clients saw. */
sealed interface Judge permits RequestJudge, SessionJudge {
  /** An entry whose id is one of this kind's; entries come in any order. */
  void add(Id id, Entry entry);

  /** After the last entry: says what clients know and ledgers deny. */
  KindResult judge(Disagreements disagreements);
}
