package io.heddle.examples.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A folder in which {@code heddle cert issue --watch} keeps a certificate of the mesh. */
public final class IssuedFiles {
  private IssuedFiles() {}

  /** Goes on issuing until the test ends; returns when the first is there. */
  public static Path of(EndToEnd endToEnd, String name, String identity, Duration lifetime)
      throws IOException, InterruptedException {
    Path folder = endToEnd.files().sidecarState(name);
    var _ =
        endToEnd.heddle(
            "issue-" + name,
            "cert",
            "issue",
            "--identity",
            identity,
            "--state",
            endToEnd.files().controlPlaneState().toString(),
            "--out",
            folder.toString(),
            "--lifetime",
            lifetime.toSeconds() + "s",
            "--watch");
    Await.until(
        "a certificate", Duration.ofSeconds(20), () -> Files.exists(folder.resolve("ca.crt")));
    return folder;
  }
}
