package io.heddle.controlplane.cli;

/** A command cannot do what it was asked; its message is the one line that the user sees. */
public final class CommandFailedException extends Exception {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  private CommandFailedException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Something outside is not as it has to be. */
  public static CommandFailedException failed(String message) {
    return new CommandFailedException(1, message);
  }

  /** The command was not used as it can be. */
  public static CommandFailedException wrongUse(String message) {
    return new CommandFailedException(2, message);
  }

  public int exitCode() {
    return exitCode;
  }
}
