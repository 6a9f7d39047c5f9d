package io.heddle.controlplane.xds;

/**
 * A connected client that has a secret, or is to get it.
 *
 * @param progress whether the secret as it is now is in force there
 */
public record SecretHolder(String uid, Progress progress) {
  /** How far the client is. */
  public enum Progress {
    /** It has acknowledged the content, or said on this stream that it has it. */
    APPLIED,
    /** It was not asked for, sent or acknowledged yet, or was refused. */
    PENDING
  }
}
