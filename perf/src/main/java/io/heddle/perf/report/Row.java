package io.heddle.perf.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all rounds say of one figure.
 *
 * @param values of each contender, in the order of rounds
 * @param contenders the medians
 * @param ratios Heddle's figure divided by the other's in the same round; without those for which
 *     that says nothing
 */
public record Row(
    String id,
    String title,
    String unit,
    Map<String, List<Double>> values,
    Map<String, Estimate> contenders,
    Map<String, Estimate> ratios) {
  public Row {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    contenders = Collections.unmodifiableMap(new LinkedHashMap<>(contenders));
    ratios = Collections.unmodifiableMap(new LinkedHashMap<>(ratios));
  }
}
