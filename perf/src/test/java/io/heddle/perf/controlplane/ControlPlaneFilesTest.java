package io.heddle.perf.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dgolden.update=true} writes what is expected anew. */
final class ControlPlaneFilesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/control-plane-report");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"control-plane.md", "control-plane.json"})
  void pageAndDataAreAsRecorded(String file) throws IOException {
    Path page = ControlPlaneFiles.write(Reports.good(), folder);
    String actual = Files.readString(page.resolveSibling(file));

    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(GOLDEN.resolve(file), actual);
    }
    assertThat(actual).isEqualTo(Files.readString(GOLDEN.resolve(file)));
  }

  @Test
  void everyPictureOfThePageIsThere() throws IOException {
    String page = Files.readString(ControlPlaneFiles.write(Reports.good(), folder));

    List<String> pictures =
        Pattern.compile("!\\[[^]]*]\\(([^)]*)\\)")
            .matcher(page)
            .results()
            .map(result -> result.group(1))
            .toList();
    assertThat(pictures)
        .hasSize(9)
        .contains("control-plane-flip-last-10.svg", "control-plane-heap-10.svg")
        .allSatisfy(
            picture -> assertThat(folder.resolve(picture)).content().contains("<svg", "heddle"));
  }

  @Test
  void whatDidNotComeToAllIsSaid() throws IOException {
    String page = Files.readString(ControlPlaneFiles.write(Reports.bad(), folder));

    assertThat(page)
        .endsWith(
            """
            ## What went wrong

            - heddle, 10 streams: rejected: a route
            - heddle, 10 streams, flips, round 1: 'leaves' was seen by 9

            ## Also seen

            - heddle, 10 streams: released with laggards: 1
            """)
        .contains("not seen, as the next came with it | % | 80.0 (80.0 to 80.0) | – |");
  }
}
