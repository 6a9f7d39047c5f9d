package io.heddle.perf.controlplane;

import io.heddle.perf.report.Plot;
import io.heddle.perf.report.ReportJson;
import io.heddle.perf.report.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a report into a folder: data, page, plots. */
final class ControlPlaneFiles {
  private ControlPlaneFiles() {}

  /** The page's file. */
  static Path write(ControlPlaneReport report, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("control-plane.json"), ReportJson.of(report));
    for (Row row : report.rows()) {
      if (ControlPlanePage.isDrawn(row)) {
        Files.writeString(folder.resolve(ControlPlanePage.plot(row)), Plot.ofValues(row));
      }
    }
    Path page = folder.resolve("control-plane.md");
    Files.writeString(page, ControlPlanePage.of(report));
    return page;
  }
}
