package io.heddle.controlplane.check;

import java.util.List;

/**
 * The directory of the user's objects.
 *
 * @param missing why it is none that can be read; empty: it is
 * @param unreadable files in it that cannot be read
 */
public record FilesFacts(String path, String missing, int files, List<String> unreadable) {
  public FilesFacts {
    unreadable = List.copyOf(unreadable);
  }
}
