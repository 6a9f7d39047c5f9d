package io.heddle.examples.differential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.heddle.examples.differential.Comparison.Difference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Leaves out of a case what is not needed for the parties to differ. */
final class Shrinker {
  private static final int MAX_TRIES = 40;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Parties parties;
  private final Comparison comparison;
  private int tries;

  Shrinker(Parties parties, Comparison comparison) {
    this.parties = parties;
    this.comparison = comparison;
  }

  /** The smallest that is found in some tries. */
  Difference shrink(Difference difference) throws IOException, InterruptedException {
    tries = 0;
    Difference smallest = difference;
    Optional<Difference> smaller = smaller(smallest);
    while (smaller.isPresent()) {
      smallest = smaller.get();
      smaller = smaller(smallest);
    }
    return smallest;
  }

  private Optional<Difference> smaller(Difference difference)
      throws IOException, InterruptedException {
    for (RuleSet candidate : candidates(difference)) {
      if (++tries > MAX_TRIES) {
        return Optional.empty();
      }
      parties.useFirst(candidate);
      Optional<Difference> still =
          comparison.compare(0, candidate, candidate.requests().getFirst());
      if (still.isPresent()) {
        return still;
      }
    }
    return Optional.empty();
  }

  private static List<RuleSet> candidates(Difference difference) throws JsonProcessingException {
    RuleSet set = difference.set().withRequest(difference.request());
    List<RuleSet> candidates = new ArrayList<>();
    List<String> rules = set.rules();
    for (int i = 0; i < rules.size(); i++) {
      List<String> fewer = new ArrayList<>(rules);
      fewer.remove(i);
      candidates.add(set.withRules(fewer));
    }
    for (int i = 0; i < rules.size(); i++) {
      for (String smaller : smallerRules(rules.get(i))) {
        List<String> others = new ArrayList<>(rules);
        others.set(i, smaller);
        candidates.add(set.withRules(others));
      }
    }
    List<Field> fields = difference.request().fields();
    for (int i = 0; i < fields.size(); i++) {
      List<Field> fewer = new ArrayList<>(fields);
      fewer.remove(i);
      candidates.add(set.withRequest(difference.request().withFields(fewer)));
    }
    return candidates;
  }

  /** Without one of its matches, of their conditions, or of its filters. */
  private static List<String> smallerRules(String rule) throws JsonProcessingException {
    List<String> smaller = new ArrayList<>();
    List<String> lists = new ArrayList<>(List.of("/filters", "/matches"));
    int matches = JSON.readTree(rule).at("/matches").size();
    for (int i = 0; i < matches; i++) {
      lists.add("/matches/" + i + "/headers");
      lists.add("/matches/" + i + "/queryParams");
    }
    for (String list : lists) {
      int size = JSON.readTree(rule).at(list).size();
      // A rule without matches takes everything: that is no smaller case, but another one.
      int least = list.equals("/matches") ? 1 : 0;
      for (int i = 0; i < size && size > least; i++) {
        JsonNode tree = JSON.readTree(rule);
        ((ArrayNode) tree.at(list)).remove(i);
        smaller.add(JSON.writeValueAsString(tree));
      }
    }
    return smaller;
  }
}
