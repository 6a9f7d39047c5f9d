package io.heddle.proxy;

import io.heddle.proxy.supervisor.Word;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A supervisor at the other end of standard input and output. */
final class SupervisorPipe implements Master {
  private final InputStream in;
  private final PrintStream out;

  SupervisorPipe(InputStream in, PrintStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public void listen(Proxy proxy) {
    Thread.ofPlatform().daemon().name("supervisor").start(() -> read(proxy));
  }

  private void read(Proxy proxy) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Word.of(line).ifPresent(word -> pass(word, proxy));
      }
    } catch (IOException _) {
      // The same as its end.
    }
    // The supervisor is gone, and with it whoever would say that the application has ended.
    proxy.applicationExited("supervisor gone");
  }

  private static void pass(Word word, Proxy proxy) {
    switch (word) {
      case DRAIN -> proxy.stop();
      case HASTEN -> proxy.hasten();
      case APPLICATION_EXITED -> proxy.applicationExited("application exited");
      case STARTED, DRAINED -> {}
    }
  }

  @Override
  public void started() {
    out.println(Word.STARTED.line());
  }

  @Override
  public void drained() {
    out.println(Word.DRAINED.line());
  }

  @Override
  public boolean ownsApplication() {
    return true;
  }
}
