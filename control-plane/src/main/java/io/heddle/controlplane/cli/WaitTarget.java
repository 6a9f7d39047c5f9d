package io.heddle.controlplane.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What to wait for.
 *
 * @param path of the admin server that tells
 * @param shown as the user may have written it
 */
record WaitTarget(String path, String shown) {
  private static final String PATH = "/v1/convergence?";

  /** {@code KIND/NAME}, {@code instance/UID}, or everything when there is no name. */
  static WaitTarget of(@Nullable String name, String namespace, @Nullable String state)
      throws CommandFailedException {
    if (name == null) {
      refuseState(state);
      return new WaitTarget(PATH, "everything");
    }
    String[] parts = name.split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw CommandFailedException.wrongUse(
          "wait: " + name + " (expected: KIND/NAME, instance/UID or nothing)");
    }
    if (parts[0].equals("instance")) {
      String wanted = state == null ? "SERVING" : state;
      return new WaitTarget(
          PATH + "instance=" + encoded(parts[1]) + "&state=" + encoded(wanted),
          name + " " + wanted);
    }
    refuseState(state);
    String object = parts[0] + "/" + namespace + "/" + parts[1];
    return new WaitTarget(PATH + "object=" + encoded(object), object);
  }

  /** The path that reads the files first. */
  String syncedPath() {
    return path + (path.endsWith("?") ? "" : "&") + "sync=true";
  }

  private static void refuseState(@Nullable String state) throws CommandFailedException {
    if (state != null) {
      throw CommandFailedException.wrongUse(
          "--for: " + state + " (expected: only with instance/UID)");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
