package io.heddle.controlplane.files;

import io.heddle.controlplane.model.MeshObject;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.Origin;
import io.heddle.controlplane.model.Parsed;
import io.heddle.controlplane.model.Problem;
import java.util.List;

/** What became of one document of a file. */
sealed interface Reading {
  List<Problem> problems();

  /**
   * An object whose name is known.
   *
   * @param problems all of them; those that only warn do not reject it
   */
  record Named(
      ObjectName name,
      Parsed<MeshObject> parsed,
      String hash,
      Origin origin,
      List<Problem> problems)
      implements Reading {}

  /** It may be any object: which one cannot be told, so none may be missed because of it. */
  record Nameless(List<Problem> problems) implements Reading {}

  /** An object of a kind that is not the mesh's. */
  record Foreign(List<Problem> problems) implements Reading {}
}
