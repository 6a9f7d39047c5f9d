package io.heddle.proxy.xds;

import java.util.OptionalLong;

/** How the data path uses outbound listeners, by resource name; asked on the client's loop. */
public interface ListenerUse {
  /** By the client's ticker; empty when no connection has ever asked for it. */
  OptionalLong lastUsedNanos(String listener);

  /** It is subscribed to: connections need not ask for it. */
  void follow(String listener);

  /** It is not going to be: the next connection has to ask again. */
  void refuse(String listener);

  /**
   * From here on the next connection has to ask again; unless there is one now, open or held, which
   * is said by false and changes nothing.
   */
  boolean release(String listener);
}
