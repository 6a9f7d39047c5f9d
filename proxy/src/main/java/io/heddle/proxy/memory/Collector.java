package io.heddle.proxy.memory;

/** A handler that keeps bytes until there are enough of them to be understood. */
public interface Collector {
  int collectedBytes();
}
