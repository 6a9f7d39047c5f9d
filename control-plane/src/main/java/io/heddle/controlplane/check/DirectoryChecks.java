package io.heddle.controlplane.check;

import io.heddle.controlplane.check.DirectoryFacts.Entry;
import io.heddle.controlplane.check.DirectoryFacts.Kind;
import java.util.List;
import java.util.function.Function;

/** The directory of state: there, private, writable, with space left. */
final class DirectoryChecks {
  private static final long MIN_BYTES = 100L << 20;
  private static final long ENOUGH_BYTES = 1L << 30;

  private DirectoryChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("state-directory", facts -> facts.directory().look(DirectoryChecks::exists)),
        ofPresent("state-rights", DirectoryChecks::rights),
        ofPresent("state-writable", DirectoryChecks::writable),
        ofPresent("disk-space", DirectoryChecks::space));
  }

  private static Check ofPresent(String id, Function<DirectoryFacts, Finding> look) {
    return new Check(
        id,
        facts ->
            facts
                .directory()
                .look(directory ->
                    directory.exists()
                        ? look.apply(directory)
                        : Finding.skipped("no directory of state is there")));
  }

  private static Finding exists(DirectoryFacts directory) {
    return Finding.noneOf(
        said(directory, directory.missing()),
        directory.path() + " is there",
        "no directory of state",
        "name the one that the process was given as --state; a control plane makes it at its first"
            + " start");
  }

  private static List<String> said(DirectoryFacts directory, String wrong) {
    return wrong.isEmpty() ? List.of() : List.of(directory.path() + ": " + wrong);
  }

  private static Finding rights(DirectoryFacts directory) {
    List<String> loose =
        directory.entries().stream()
            .filter(entry -> isLoose(entry) || isForeign(entry, directory))
            .map(entry -> entry.path() + " is " + entry.permissions() + " of " + entry.owner())
            .toList();
    return Finding.noneOf(
        loose,
        "only their owner may write, and read the keys",
        "others may get at keys or change state",
        "chmod -R go= DIR, and chown -R to the user that Heddle runs as; who has read the"
            + " control plane's ca.key may be anybody: heddle cert rotate");
  }

  private static boolean isLoose(Entry entry) {
    String others = entry.permissions().substring(3);
    boolean isKnown = entry.kind() == Kind.SECRET && !others.equals("------");
    return isKnown || others.contains("w");
  }

  private static boolean isForeign(Entry entry, DirectoryFacts directory) {
    return !entry.owner().equals(directory.entries().getFirst().owner());
  }

  private static Finding writable(DirectoryFacts directory) {
    return Finding.noneOf(
        said(directory, directory.unwritable()),
        "a file could be made",
        "nothing can be written",
        "nobody new is admitted and no renewal outlives a restart: check rights, mount and space");
  }

  private static Finding space(DirectoryFacts directory) {
    long usable = directory.space().usableBytes();
    String seen = (usable >> 20) + " MiB free";
    String hint = "make room: without it nobody new is admitted";
    if (usable < MIN_BYTES) {
      return Finding.failed(seen + " (expected: " + (MIN_BYTES >> 20) + ")", hint);
    }
    return usable < ENOUGH_BYTES
        ? Finding.warning(seen + " (expected: " + (ENOUGH_BYTES >> 20) + ")", hint)
        : Finding.ok(seen);
  }
}
