package io.heddle.perf.sidebyside;

import io.heddle.perf.report.Plot;
import io.heddle.perf.report.ReportJson;
import io.heddle.perf.report.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Writes a report into a folder: data, page, plots. */
final class ReportFiles {
  private ReportFiles() {}

  /** The page's file. */
  static Path write(Report report, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("side-by-side.json"), ReportJson.of(report));
    Set<String> others = new LinkedHashSet<>();
    for (Row row : report.rows()) {
      Files.writeString(folder.resolve(MarkdownPage.plot(row)), Plot.ofValues(row));
      others.addAll(row.ratios().keySet());
    }
    for (String other : others) {
      Files.writeString(
          folder.resolve(MarkdownPage.plot(other)), Plot.ofRatios(other, report.rows()));
    }
    Path page = folder.resolve("side-by-side.md");
    Files.writeString(page, MarkdownPage.of(report));
    return page;
  }
}
