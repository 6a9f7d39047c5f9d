package io.heddle.proxy.evaluate;

import io.heddle.proxy.xds.OfflineConfig;
import java.util.List;

/** What is given to evaluate. */
record Input(List<OfflineConfig.Given> resources, List<Question> questions) {
  Input {
    resources = List.copyOf(resources);
    questions = List.copyOf(questions);
  }
}
