package io.heddle.proxy.http.head;

import io.heddle.proxy.http.Failure;

/**
 * Refuses paths that climb above the root, however a server behind us may read them: with escaped
 * slashes and backslashes as separators or not, with parameters after the dots or not.
 */
final class DotSegments {
  private DotSegments() {}

  static void check(String target) throws HeadFault {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    if (!path.contains("..") && !path.contains("%2e") && !path.contains("%2E")) {
      return;
    }
    String dotted = path.replace("%2e", ".").replace("%2E", ".");
    String separated =
        dotted
            .replace("%2f", "/")
            .replace("%2F", "/")
            .replace("%5c", "/")
            .replace("%5C", "/")
            .replace('\\', '/');
    if (leavesRoot(dotted, Empty.COUNT)
        || leavesRoot(separated, Empty.COUNT)
        || leavesRoot(separated, Empty.MERGE)) {
      throw new HeadFault(Failure.BAD_REQUEST, "target: leaves the root");
    }
  }

  /** Is an empty segment, as in {@code //}, a level of its own? */
  private enum Empty {
    COUNT,
    MERGE
  }

  private static boolean leavesRoot(String path, Empty empty) {
    int depth = 0;
    for (String segment : path.substring(1).split("/", -1)) {
      int parameters = segment.indexOf(';');
      String name = parameters < 0 ? segment : segment.substring(0, parameters);
      if (name.equals("..")) {
        depth--;
      } else if (!name.equals(".") && !(name.isEmpty() && empty == Empty.MERGE)) {
        depth++;
      }
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }
}
