package io.heddle.proxy.cluster;

/** Something that has chosen an endpoint and written nothing there yet. */
interface Pending {
  /** The endpoint takes no requests any more: choose another. */
  void chooseAgain();
}
