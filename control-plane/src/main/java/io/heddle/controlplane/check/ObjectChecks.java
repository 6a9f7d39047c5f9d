package io.heddle.controlplane.check;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What users wrote. */
final class ObjectChecks {
  private static final Set<String> REFERENCE =
      Set.of("BackendNotFound", "NoMatchingParent", "InvalidKind", "UnsupportedProtocol");
  private static final Set<String> WITHOUT_EFFECT = Set.of("Ignored", "NeverUsed");

  private ObjectChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("files-directory", facts -> facts.files().look(ObjectChecks::directory)),
        of(
            Finding::noneOf,
            "objects-readable",
            ObjectChecks::isUnreadable,
            "every file is whole YAML",
            "cannot be read",
            "what the file held before stays in force until it is whole YAML of objects again"),
        of(
            Finding::noneOf,
            "objects-accepted",
            ObjectChecks::isRefused,
            "every object is accepted",
            "not in force as written",
            "correct it; heddle validate DIR shows the same before a control plane reads it"),
        of(
            Finding::noneOf,
            "references",
            problem -> REFERENCE.contains(problem.reason()),
            "every reference leads somewhere",
            "lead nowhere",
            "requests of that share are answered with 500: correct the name, or add the object"),
        of(
            Finding::betterNone,
            "objects-known",
            problem -> problem.reason().equals("Ignored"),
            "every kind and field is known",
            "ignored",
            "it has no effect: correct its name, or take it out"),
        of(
            Finding::betterNone,
            "matches-used",
            problem -> problem.reason().equals("NeverUsed"),
            "every match can be reached",
            "never used",
            "another one goes first: take it out, or make it differ"));
  }

  private static Finding directory(FilesFacts files) {
    if (!files.missing().isEmpty()) {
      return Finding.failed(
          files.path() + ": " + files.missing(),
          "name the directory that the control plane was given as --files");
    }
    return Finding.noneOf(
        files.unreadable(),
        Finding.counted(files.files(), "file") + " in " + files.path(),
        "may not be read",
        "give the control plane's user the right to read it");
  }

  /** What is made of the lines that say what is wrong. */
  private interface Judgement {
    Finding of(List<String> lines, String ok, String what, String hint);
  }

  private static Check of(
      Judgement judgement,
      String id,
      Predicate<ObjectProblem> concerns,
      String ok,
      String what,
      String hint) {
    return new Check(
        id,
        facts ->
            facts
                .objects()
                .look(problems -> judgement.of(lines(problems, concerns), ok, what, hint)));
  }

  private static List<String> lines(
      List<ObjectProblem> problems, Predicate<ObjectProblem> concerns) {
    return problems.stream().filter(concerns).map(ObjectProblem::line).toList();
  }

  private static boolean isUnreadable(ObjectProblem problem) {
    return problem.reason().equals("Invalid") && problem.object().isEmpty();
  }

  private static boolean isRefused(ObjectProblem problem) {
    return !isUnreadable(problem)
        && !REFERENCE.contains(problem.reason())
        && !WITHOUT_EFFECT.contains(problem.reason());
  }
}
