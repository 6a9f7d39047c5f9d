package io.heddle.examples.e2e;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals that the JDK cannot send. */
enum Signal {
  STOP,
  CONT;

  void send(ProcessHandle process) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid())).inheritIO().start();
    if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IOException("kill -" + name() + " " + process.pid() + ": failed");
    }
  }
}
