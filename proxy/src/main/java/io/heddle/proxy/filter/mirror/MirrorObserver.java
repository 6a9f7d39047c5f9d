package io.heddle.proxy.filter.mirror;

/** Hears of copies that were not sent, on the event loop where it happens; must not block. */
public interface MirrorObserver {
  void onDropped(String cluster, Drop why);

  /** Why a copy was not sent. */
  enum Drop {
    /** As many as may be were under way. */
    TOO_MANY,
    /** Its body was larger than may be kept. */
    TOO_LARGE,
    /** The loop holds so many bytes that nothing is kept which is not needed. */
    OVER_MEMORY,
    /** The original ended before all of it was received. */
    UNFINISHED,
    /** No cluster, no endpoint, or no connection to it. */
    UNREACHABLE
  }

  /** Hears nothing. */
  MirrorObserver NONE = (_, _) -> {};
}
