package io.heddle.controlplane.files;

import io.heddle.controlplane.model.Origin;
import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.model.Problem.About;
import io.heddle.controlplane.model.Problem.Place;
import io.heddle.controlplane.model.Problem.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with one object while it is read, and where its fields are. */
final class Report {
  private final String file;
  private final int line;
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private About object = About.NOTHING;

  Report(String file, int line) {
    this.file = file;
    this.line = line;
  }

  /** Problems found from now on are this object's. */
  void isAbout(About newObject) {
    object = newObject;
  }

  void located(String path, int fieldLine) {
    lines.put(path, fieldLine);
  }

  void invalid(Field field, String message) {
    add(Reason.INVALID, field.line(), field.path(), message, "");
  }

  void invalid(Field field, String message, String suggestion) {
    add(Reason.INVALID, field.line(), field.path(), message, suggestion);
  }

  void unsupported(Field field, String message) {
    add(Reason.UNSUPPORTED_VALUE, field.line(), field.path(), message, "");
  }

  void ignored(Field field, String message) {
    add(Reason.IGNORED, field.line(), field.path(), message, "");
  }

  void add(Reason reason, int problemLine, String path, String message, String suggestion) {
    Place place = new Place(file, problemLine);
    problems.add(new Problem(reason, place, object, path, message, suggestion));
  }

  boolean hasErrors() {
    return errors() > 0;
  }

  /** How many there are so far. */
  long errors() {
    return problems.stream().filter(Problem::isError).count();
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  Origin origin() {
    return new Origin(file, line, lines);
  }
}
