package io.heddle.controlplane.status;

import io.heddle.controlplane.model.EndpointSlice;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.MeshObject;
import io.heddle.controlplane.model.MeshRoute;
import io.heddle.controlplane.model.Origin;
import io.heddle.controlplane.model.Parsed;
import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What an object's author is told about it. */
public final class Conditions {
  private Conditions() {}

  /** Of a version that is in force. */
  public static List<Condition> of(MeshObject object, Origin origin, MeshModel model) {
    return switch (object) {
      case Service _ -> List.of(Condition.holds(Condition.ACCEPTED));
      case MeshRoute route -> of(new References(model, route, origin));
      case EndpointSlice slice ->
          List.of(
              Condition.holds(Condition.ACCEPTED),
              condition(Condition.RESOLVED_REFS, SliceReferences.unresolved(slice, origin, model)));
    };
  }

  /** Of a version that is not. */
  public static List<Condition> of(Parsed.Rejected<MeshObject> rejected) {
    return List.of(
        condition(
            Condition.ACCEPTED, rejected.problems().stream().filter(Problem::isError).toList()));
  }

  /** The references of an object that lead nowhere, one by one. */
  static List<Problem> unresolved(MeshObject object, Origin origin, MeshModel model) {
    return switch (object) {
      case Service _ -> List.of();
      case MeshRoute route -> {
        References references = new References(model, route, origin);
        List<Problem> problems = new ArrayList<>(references.parents());
        problems.addAll(references.backends());
        yield problems;
      }
      case EndpointSlice slice -> SliceReferences.unresolved(slice, origin, model);
    };
  }

  private static List<Condition> of(References references) {
    return List.of(
        condition(Condition.ACCEPTED, references.parents()),
        condition(Condition.RESOLVED_REFS, references.backends()));
  }

  private static Condition condition(String type, List<Problem> problems) {
    if (problems.isEmpty()) {
      return Condition.holds(type);
    }
    String message = problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
    return Condition.fails(type, problems.getFirst().reason().display(), message);
  }
}
