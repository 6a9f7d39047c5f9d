package io.heddle.proxy;

import io.heddle.proxy.supervisor.Word;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A supervisor at the other end of standard input and output. When it is gone, the sidecar does
 * what the supervisor would have done: it drains, then stops the application.
 */
final class SupervisorPipe implements Master {
  private static final long KILL_AFTER_SECONDS = 10;

  private final InputStream in;
  private final PrintStream out;
  private volatile Optional<ProcessHandle> application = Optional.empty();
  private volatile Optional<Proxy> orphaned = Optional.empty();
  private volatile boolean drained;

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
        Word.applicationPid(line).ifPresent(pid -> application = ProcessHandle.of(pid));
      }
    } catch (IOException _) {
      // The same as its end.
    }
    orphaned = Optional.of(proxy);
    if (drained) {
      stopApplication(proxy);
    } else {
      proxy.stop();
    }
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
    drained = true;
    out.println(Word.DRAINED.line());
    orphaned.ifPresent(this::stopApplication);
  }

  private void stopApplication(Proxy proxy) {
    ProcessHandle handle = application.orElse(null);
    if (handle == null) {
      proxy.applicationExited("supervisor gone");
      return;
    }
    handle.destroy();
    var _ =
        handle
            .onExit()
            .orTimeout(KILL_AFTER_SECONDS, TimeUnit.SECONDS)
            .whenComplete((_, late) -> {
              if (late != null) {
                handle.destroyForcibly();
              }
              proxy.applicationExited("supervisor gone");
            });
  }

  @Override
  public boolean ownsApplication() {
    return true;
  }
}
