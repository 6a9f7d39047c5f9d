package io.heddle.examples.shop;

/** What an application does when it is asked to stop. */
enum Manners {
  /** It accepts no more, finishes what is in flight and exits. */
  POLITE,
  /** It goes on as before for a moment, then is gone with all that was in flight. */
  RUDE
}
