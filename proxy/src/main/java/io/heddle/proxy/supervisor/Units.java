package io.heddle.proxy.supervisor;

/** The two processes, and the one that watches them, as far as they can be acted on. */
interface Units {
  void startSidecar();

  /** Says something to the sidecar; nothing happens if it is gone. */
  void tellSidecar(Word word);

  void killSidecar();

  void startApplication();

  void terminateApplication();

  void killApplication();

  /** Both are gone, or given up. */
  void finish(int code);
}
