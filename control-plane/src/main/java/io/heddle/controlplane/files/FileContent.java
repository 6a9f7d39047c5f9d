package io.heddle.controlplane.files;

import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.model.Problem.About;
import io.heddle.controlplane.model.Problem.Place;
import io.heddle.controlplane.model.Problem.Reason;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** What one file holds now. */
sealed interface FileContent {
  record Whole(List<Reading> readings) implements FileContent {
    public Whole {
      readings = List.copyOf(readings);
    }
  }

  /** What it holds cannot be told. */
  record Unclear(Problem problem) implements FileContent {
    static Unclear because(String file, String message) {
      return new Unclear(
          new Problem(Reason.INVALID, new Place(file, 1), About.NOTHING, "", message, ""));
    }
  }

  static FileContent of(String file, String text) {
    return switch (Documents.of(file, text)) {
      case Documents.Broken(var problem) -> new Unclear(problem);
      case Documents.Whole(var nodes) -> {
        List<Reading> readings = new ArrayList<>();
        for (Node node : nodes) {
          readings.add(ObjectReader.read(file, node));
        }
        yield new Whole(readings);
      }
    };
  }
}
