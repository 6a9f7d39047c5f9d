package io.heddle.controlplane.files;

import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.model.Problem.About;
import io.heddle.controlplane.model.Problem.Place;
import io.heddle.controlplane.model.Problem.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The documents of one file; the elements of a List count as documents of their own. */
sealed interface Documents {
  record Whole(List<Node> nodes) implements Documents {}

  /** The file is not YAML as it stands: half-written, most likely. */
  record Broken(Problem problem) implements Documents {}

  static Documents of(String file, String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setSchema(new CoreSchema()).build();
    List<Node> nodes = new ArrayList<>();
    try {
      for (Node document : new Compose(settings).composeAllFromString(text)) {
        if (!document.getTag().equals(Tag.NULL)) {
          nodes.addAll(flattened(document));
        }
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      return broken(file, line, e.getProblem());
    } catch (YamlEngineException e) {
      return broken(file, 1, String.valueOf(e.getMessage()));
    }
    return nodes.isEmpty() && text.isBlank()
        ? broken(file, 1, "the file is empty")
        : new Whole(nodes);
  }

  private static Broken broken(String file, int line, String why) {
    String message = why + " (expected: whole YAML; what the file held before stays in force)";
    return new Broken(
        new Problem(Reason.INVALID, new Place(file, line), About.NOTHING, "", message, ""));
  }

  private static List<Node> flattened(Node document) {
    boolean isList =
        value(document, "kind")
            .filter(kind -> kind instanceof ScalarNode scalar && scalar.getValue().endsWith("List"))
            .isPresent();
    Optional<Node> items = value(document, "items");
    return isList && items.isPresent() && items.get() instanceof SequenceNode sequence
        ? sequence.getValue()
        : List.of(document);
  }

  private static Optional<Node> value(Node document, String name) {
    if (document instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
          return Optional.of(tuple.getValueNode());
        }
      }
    }
    return Optional.empty();
  }
}
