package io.heddle.controlplane.files;

import io.heddle.controlplane.model.Problem.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Names what a part of an object says: the same whatever the order of fields, the comments and the
 * layout. Each node is hashed once, however often aliases repeat it.
 */
final class ContentHash {
  private static final int MAX_DEPTH = 64;
  private static final int SHOWN_DIGITS = 16;

  private final IdentityHashMap<Node, String> done = new IdentityHashMap<>();

  private ContentHash() {}

  static String of(Field field, Report report) {
    try {
      return new ContentHash().hash(field.node(), 0).substring(0, SHOWN_DIGITS);
    } catch (TooDeepException e) {
      report.add(
          Reason.INVALID,
          field.line(),
          field.path(),
          "nested too deep (expected: at most " + MAX_DEPTH + " levels)",
          "");
      return "";
    }
  }

  private String hash(Node node, int depth) throws TooDeepException {
    String known = done.get(node);
    if (known != null) {
      return known;
    }
    if (depth > MAX_DEPTH) {
      throw new TooDeepException();
    }
    String hash = sha256(text(node, depth));
    done.put(node, hash);
    return hash;
  }

  private String text(Node node, int depth) throws TooDeepException {
    StringBuilder text = new StringBuilder();
    switch (node) {
      case MappingNode mapping -> {
        Map<String, String> sorted = new TreeMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
          sorted.put(hash(tuple.getKeyNode(), depth + 1), hash(tuple.getValueNode(), depth + 1));
        }
        text.append('{').append(sorted).append('}');
      }
      case SequenceNode sequence -> {
        text.append('[');
        for (Node element : sequence.getValue()) {
          text.append(hash(element, depth + 1)).append(',');
        }
      }
      case ScalarNode scalar -> text.append(scalar.getTag()).append(' ').append(scalar.getValue());
      default ->
          throw new IllegalArgumentException("node: " + node + " (expected: a composed one)");
    }
    return text.toString();
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: not there (expected: in every Java)", e);
    }
  }

  /** The nodes are nested deeper than any object needs, or contain themselves. */
  private static final class TooDeepException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
