package io.heddle.controlplane.check;

import java.util.List;

/**
 * A directory of state.
 *
 * @param path as the user wrote it
 * @param missing why it is none; empty: it is there
 * @param entries the directory itself and what it holds
 * @param unwritable why nothing can be written; empty: it can
 */
public record DirectoryFacts(
    String path, String missing, List<Entry> entries, String unwritable, Space space) {
  public DirectoryFacts {
    entries = List.copyOf(entries);
  }

  boolean exists() {
    return missing.isEmpty();
  }

  /**
   * Who may do what with a file or a directory.
   *
   * @param permissions as {@code ls} shows them: {@code rwx------}
   */
  public record Entry(String path, Kind kind, String permissions, String owner) {}

  /** What a file is. */
  public enum Kind {
    /** Whoever reads it may pass for somebody. */
    SECRET,
    OTHER
  }

  /** Of the file system that it is on. */
  public record Space(long usableBytes) {}
}
