package io.heddle.controlplane.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.rollout.Convergence.Answer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a change, or everything, is in force on every proxy. */
final class ConvergencePage implements Page {
  private static final Pattern OBJECT = Pattern.compile("[A-Za-z]+/[^/]+/[^/]+");

  private final AdminSource source;
  private final MeshHop hop;

  ConvergencePage(AdminSource source, MeshHop hop) {
    this.source = source;
    this.hop = hop;
  }

  @Override
  public Reply answer(Query query) throws BadQueryException, UnansweredException {
    query.allow(Set.of("object", "instance", "state", "sync"));
    Optional<String> object = query.text("object");
    Optional<String> instance = query.text("instance");
    if (object.isPresent() && instance.isPresent()) {
      throw new BadQueryException("query: object and instance (expected: one of them)");
    }
    if (instance.isEmpty() && query.text("state").isPresent()) {
      throw new BadQueryException("state: without instance (expected: both)");
    }
    if (wantsSync(query)) {
      source.sync();
    }
    if (object.isPresent()) {
      return ofObject(object.get());
    }
    if (instance.isPresent()) {
      InstanceState state = state(query);
      return reply(hop.ask(() -> source.convergence().instance(instance.get(), state)));
    }
    return reply(hop.ask(() -> source.convergence().everything()));
  }

  private Reply ofObject(String name) throws BadQueryException, UnansweredException {
    if (!OBJECT.matcher(name).matches()) {
      throw new BadQueryException("object: " + name + " (expected: KIND/NAMESPACE/NAME)");
    }
    Optional<Answer> answer = hop.ask(() -> source.convergence().object(name));
    return answer
        .map(ConvergencePage::reply)
        .orElseGet(() -> Reply.error(404, "object: " + name + " (expected: one that was read)"));
  }

  private static boolean wantsSync(Query query) throws BadQueryException {
    String sync = query.text("sync").orElse("false");
    return switch (sync) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new BadQueryException("sync: " + sync + " (expected: true or false)");
    };
  }

  private static InstanceState state(Query query) throws BadQueryException {
    String wanted = query.text("state").orElse(InstanceState.SERVING.name());
    for (InstanceState state : InstanceState.values()) {
      if (state.name().equals(wanted)) {
        return state;
      }
    }
    String known =
        Arrays.stream(InstanceState.values()).map(Enum::name).collect(Collectors.joining(", "));
    throw new BadQueryException("state: " + wanted + " (expected: " + known + ")");
  }

  private static Reply reply(Answer answer) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("converged", answer.converged())
        .put("applied", answer.applied())
        .put("total", answer.total());
    ArrayNode laggards = root.putArray("laggards");
    answer.laggards().forEach(laggards::add);
    if (answer.change().isEmpty()) {
      root.putNull("change");
    } else {
      root.put("change", answer.change());
    }
    return Reply.json(root);
  }
}
