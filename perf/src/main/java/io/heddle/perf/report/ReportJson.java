package io.heddle.perf.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;

/** A report as data, in an order that does not change from run to run. */
public final class ReportJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private ReportJson() {}

  public static String of(Object report) throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
  }
}
