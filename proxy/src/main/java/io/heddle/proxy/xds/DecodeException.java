package io.heddle.proxy.xds;

/** Bytes from the control plane that are no message, or that say what cannot be honoured. */
final class DecodeException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Says where and what.
   *
   * @param path of the message, {@code filter_chains[0].filters[1]}; empty for the outermost
   * @param problem what is wrong there
   */
  DecodeException(String path, String problem) {
    super(path.isEmpty() ? problem : path + ": " + problem, null, false, false);
  }
}
