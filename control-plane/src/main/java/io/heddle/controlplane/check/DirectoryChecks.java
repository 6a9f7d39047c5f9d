package io.heddle.controlplane.check;

import io.heddle.controlplane.check.DirectoryFacts.Entry;
import io.heddle.controlplane.check.DirectoryFacts.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The directories of state: there, private, writable, with space left. */
final class DirectoryChecks {
  private static final long MIN_BYTES = 100L << 20;
  private static final long ENOUGH_BYTES = 1L << 30;

  private DirectoryChecks() {}

  static List<Check> all() {
    return List.of(
        check("state-directory", DirectoryChecks::exist),
        check("state-rights", DirectoryChecks::rights),
        check("state-writable", DirectoryChecks::writable),
        check("disk-space", DirectoryChecks::space));
  }

  private static Check check(String id, Function<List<DirectoryFacts>, Finding> look) {
    return new Check(id, facts -> facts.directories().look(look));
  }

  private static Finding exist(List<DirectoryFacts> directories) {
    return Finding.noneOf(
        directories.stream()
            .filter(it -> !it.exists())
            .map(it -> it.path() + ": " + it.missing())
            .toList(),
        Finding.counted(directories.size(), "directory of state", "directories of state"),
        "no directory of state",
        "name the one that the process was given as --state; a control plane makes it at its first"
            + " start");
  }

  private static Finding rights(List<DirectoryFacts> directories) {
    List<String> loose = new ArrayList<>();
    for (DirectoryFacts directory : directories) {
      directory.entries().stream()
          .filter(entry -> isLoose(entry) || isForeign(entry, directory))
          .map(entry -> entry.path() + " is " + entry.permissions() + " of " + entry.owner())
          .forEach(loose::add);
    }
    return present(
        directories,
        Finding.noneOf(
            loose,
            "only their owner may write, and read the keys",
            "others may get at keys or change state",
            "chmod -R go= DIR, and chown -R to the user that Heddle runs as; who has read the"
                + " control plane's ca.key may be anybody: heddle cert rotate"));
  }

  private static boolean isLoose(Entry entry) {
    String others = entry.permissions().substring(3);
    boolean isKnown = entry.kind() == Kind.SECRET && !others.equals("------");
    return isKnown || others.contains("w");
  }

  private static boolean isForeign(Entry entry, DirectoryFacts directory) {
    return !entry.owner().equals(directory.entries().getFirst().owner());
  }

  private static Finding writable(List<DirectoryFacts> directories) {
    return present(
        directories,
        Finding.noneOf(
            directories.stream()
                .filter(it -> it.exists() && !it.unwritable().isEmpty())
                .map(it -> it.path() + ": " + it.unwritable())
                .toList(),
            "a file could be made",
            "nothing can be written",
            "nobody new is admitted and no renewal outlives a restart: check rights, mount and"
                + " space"));
  }

  private static Finding space(List<DirectoryFacts> directories) {
    long least =
        directories.stream()
            .filter(DirectoryFacts::exists)
            .mapToLong(it -> it.space().usableBytes())
            .min()
            .orElse(Long.MAX_VALUE);
    String seen = (least >> 20) + " MiB free";
    String hint = "make room: without it nobody new is admitted";
    if (least < MIN_BYTES) {
      return Finding.failed(seen + " (expected: " + (MIN_BYTES >> 20) + ")", hint);
    }
    return present(
        directories,
        least < ENOUGH_BYTES
            ? Finding.warning(seen + " (expected: " + (ENOUGH_BYTES >> 20) + ")", hint)
            : Finding.ok(seen));
  }

  private static Finding present(List<DirectoryFacts> directories, Finding finding) {
    return directories.stream().anyMatch(DirectoryFacts::exists)
        ? finding
        : Finding.skipped("no directory of state is there");
  }
}
