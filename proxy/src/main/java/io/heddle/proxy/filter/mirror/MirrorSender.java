package io.heddle.proxy.filter.mirror;

/** Sends copies to their clusters. */
public interface MirrorSender {
  /** Owns the copy from now on, and ends or drops it. */
  void send(MirroredRequest copy);
}
