package io.heddle.proxy.supervisor;

/** What becomes of the two processes; on any thread. */
interface ProcessEvents {
  void onWord(Word word);

  void onSidecarExit(int exitCode);

  void onApplicationExit(int exitCode);

  void onApplicationNotStarted();

  void onFinished(int exitCode);
}
