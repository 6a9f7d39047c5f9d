package io.heddle.controlplane.status;

import io.heddle.controlplane.files.ObjectSet;
import io.heddle.controlplane.files.ObjectSet.Entry;
import io.heddle.controlplane.model.EndpointSlice;
import io.heddle.controlplane.model.HttpRoute;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.MeshObject;
import io.heddle.controlplane.model.MeshRoute;
import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.model.Service;
import io.heddle.controlplane.status.UnreachedMatches.Written;
import java.util.ArrayList;
import java.util.List;

/** All that is wrong with objects: with each by itself, and with what they say of each other. */
public final class ObjectProblems {
  private ObjectProblems() {}

  /** Of objects that a mesh would consist of, in the order of files and lines. */
  public static List<Problem> of(ObjectSet objects) {
    MeshModel model = MeshModel.EMPTY;
    for (MeshObject object : objects.objects()) {
      model =
          switch (object) {
            case Service service -> model.with(service).model();
            case MeshRoute route -> model.with(route).model();
            case EndpointSlice slice -> model.with(slice).model();
          };
    }
    return of(objects, model);
  }

  /** Of objects that are in force in the model, in the order of files and lines. */
  public static List<Problem> of(ObjectSet objects, MeshModel model) {
    List<Problem> problems = new ArrayList<>(objects.problems());
    List<Written> routes = new ArrayList<>();
    for (Entry entry : objects.entries().values()) {
      problems.addAll(Conditions.unresolved(entry.object(), entry.origin(), model));
      if (entry.object() instanceof HttpRoute route) {
        routes.add(new Written(route, entry.origin()));
      }
    }
    problems.addAll(UnreachedMatches.among(routes));
    problems.sort(Problem.BY_PLACE);
    return problems;
  }
}
