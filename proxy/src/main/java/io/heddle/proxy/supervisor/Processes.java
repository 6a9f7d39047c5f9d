package io.heddle.proxy.supervisor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two processes of a unit. */
final class Processes implements Units {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Commands commands;
  private final PrintStream out;
  private final ProcessEvents events;
  private @Nullable Process sidecar;
  private @Nullable Process application;

  Processes(Commands commands, PrintStream out, ProcessEvents events) {
    this.commands = commands;
    this.out = out;
    this.events = events;
  }

  @Override
  public void startSidecar() {
    ProcessBuilder builder =
        new ProcessBuilder(commands.sidecar())
            .redirectInput(Redirect.PIPE)
            .redirectOutput(Redirect.PIPE)
            .redirectError(Redirect.INHERIT);
    builder.environment().putAll(commands.sidecarEnvironment());
    try {
      Process started = builder.start();
      sidecar = started;
      tellWhoTheApplicationIs();
      Thread.ofPlatform().daemon().name("sidecar-output").start(() -> copyOutput(started));
    } catch (IOException e) {
      System.err.println("heddle run: sidecar: " + e.getMessage());
      events.onSidecarExit(1);
    }
  }

  /** The exit is reported after all that was said before it. */
  private void copyOutput(Process process) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Word.of(line).ifPresentOrElse(events::onWord, printing(line));
      }
    } catch (IOException e) {
      System.err.println("heddle run: output of the sidecar: " + e.getMessage());
    }
    var _ = process.onExit().thenAccept(ended -> events.onSidecarExit(ended.exitValue()));
  }

  private Runnable printing(String line) {
    return () -> out.println(line);
  }

  /** If this process is killed, its sidecar is the only one left to stop the application. */
  private void tellWhoTheApplicationIs() {
    if (application != null) {
      tell(Word.applicationLine(application.pid()));
    }
  }

  @Override
  public void tellSidecar(Word word) {
    tell(word.line());
  }

  private void tell(String line) {
    if (sidecar != null) {
      try {
        var input = sidecar.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        input.flush();
      } catch (IOException _) {
        // It is gone, which is reported by itself.
      }
    }
  }

  @Override
  public void killSidecar() {
    if (sidecar != null) {
      sidecar.destroyForcibly();
    }
  }

  @Override
  public void startApplication() {
    try {
      ProcessBuilder builder = new ProcessBuilder(ownSession(commands.application())).inheritIO();
      // What lets an instance join is none of the application's business.
      builder.environment().keySet().removeAll(commands.hiddenFromApplication());
      Process started = builder.start();
      application = started;
      tellWhoTheApplicationIs();
      var _ = started.onExit().thenAccept(ended -> events.onApplicationExit(ended.exitValue()));
    } catch (IOException e) {
      System.err.println("heddle run: " + e.getMessage());
      events.onApplicationNotStarted();
    }
  }

  /**
   * A terminal sends Ctrl-C to every process of its foreground group, and the application must not
   * hear of it before its sidecar has drained. The JDK cannot set a process group; setsid can, and
   * the process id stays the same.
   */
  private static List<String> ownSession(List<String> command) {
    if (!Files.isExecutable(SETSID)) {
      return command;
    }
    List<String> wrapped = new ArrayList<>();
    wrapped.add(SETSID.toString());
    wrapped.addAll(command);
    return wrapped;
  }

  @Override
  public void terminateApplication() {
    if (application != null) {
      application.destroy();
    }
  }

  @Override
  public void killApplication() {
    if (application != null) {
      application.destroyForcibly();
    }
  }

  @Override
  public void finish(int code) {
    if (application != null) {
      application.destroyForcibly();
    }
    events.onFinished(code);
  }
}
