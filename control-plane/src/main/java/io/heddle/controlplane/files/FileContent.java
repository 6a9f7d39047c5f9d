package io.heddle.controlplane.files;

import io.heddle.controlplane.model.Problem;
import java.util.List;

/** What one file holds now. */
sealed interface FileContent {
  record Whole(List<Reading> readings) implements FileContent {
    public Whole {
      readings = List.copyOf(readings);
    }
  }

  /** What it holds cannot be told. */
  record Unclear(Problem problem) implements FileContent {}
}
