package io.heddle.proxy.supervisor;

import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Listens for the signals that ask a process to stop.
 *
 * <p>A JVM's own answer is to run its shutdown hooks and to exit with 128 + signal. That allows no
 * exit code of one's own, hears no second signal, and takes the logger and the event loops away
 * while they are needed. {@code sun.misc.Signal} has none of these faults; it is reached by name
 * because compiling against it is a warning that cannot be switched off.
 */
public final class Signals {
  private static final List<String> STOP = List.of("TERM", "INT", "HUP");

  private Signals() {}

  /** Calls {@code handler}, on a thread of its own, at each signal that asks to stop. */
  public static void onStop(Runnable handler) {
    STOP.forEach(name -> handle(name, handler));
  }

  /** Takes no notice of a terminal's signals: they are for the supervisor. */
  public static void ignoreTerminal() {
    handle("INT", () -> {});
    handle("HUP", () -> {});
  }

  private static void handle(String name, Runnable handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      Object listener =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      handler.run();
                      yield null;
                    }
                    case "equals" ->
                        arguments != null && proxy.hashCode() == arguments[0].hashCode();
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> name;
                  });
      signal
          .getMethod("handle", signal, type)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("signal " + name + ": cannot be handled", e);
    }
  }
}
