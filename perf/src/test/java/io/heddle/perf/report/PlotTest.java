package io.heddle.perf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

final class PlotTest {
  private static final Row ROW =
      new Row(
          "cpu-1000",
          "CPU <& more>",
          "µs",
          Map.of("nginx", List.of(100.0, 150.0, 200.0)),
          Map.of("nginx", Estimate.of(List.of(100.0, 150.0, 200.0))),
          Map.of("nginx", new Estimate(2, 0.5, 0.5, 4, 0.96, 9)));

  @Test
  void aPlotOfValuesIsAPictureWithADotForEach() throws Exception {
    Document picture = parsed(Plot.ofValues(ROW));

    assertThat(picture.getElementsByTagName("circle").getLength()).isEqualTo(3);
    assertThat(picture.getElementsByTagName("text").item(0).getTextContent())
        .isEqualTo("CPU <& more>, µs");
  }

  @Test
  void aPlotOfRatiosHasARowForEachFigureThatIsKnown() throws Exception {
    Row unknown = new Row("x", "Unknown", "ms", Map.of(), Map.of(), Map.of());

    String picture = Plot.ofRatios("nginx", List.of(ROW, unknown));

    assertThat(parsed(picture).getElementsByTagName("line").getLength()).isPositive();
    assertThat(picture).contains("CPU &lt;&amp; more&gt;").doesNotContain("Unknown");
  }

  @Test
  void aFigureThatNobodyHasIsAnEmptyPicture() throws Exception {
    Row empty = new Row("x", "Unknown", "ms", Map.of(), Map.of(), Map.of());

    assertThat(parsed(Plot.ofValues(empty)).getElementsByTagName("circle").getLength()).isZero();
  }

  @Test
  void aLinearAxisHasRoundStepsFromZero() {
    Axis axis = Axis.Linear.of(List.of(12.0, 187.0));

    assertThat(axis.ticks()).containsExactly(0.0, 50.0, 100.0, 150.0, 200.0);
    assertThat(axis.x(0)).isEqualTo(Axis.LEFT);
    assertThat(axis.x(200)).isEqualTo(Axis.RIGHT);
    assertThat(axis.x(100)).isEqualTo((Axis.LEFT + Axis.RIGHT) / 2);
  }

  @Test
  void aLinearAxisHoldsWhatIsBelowZero() {
    Axis axis = Axis.Linear.of(List.of(-0.3, 0.9));

    assertThat(axis.x(-0.3)).isGreaterThanOrEqualTo(Axis.LEFT);
    assertThat(axis.ticks()).anyMatch(tick -> Math.abs(tick) < 1e-9);
  }

  @Test
  void halfAndTwiceAreEquallyFarOnAnAxisOfRatios() {
    Axis axis = Axis.Ratio.of(List.of(0.3, 1.5, 3.0));

    assertThat(axis.ticks()).containsExactly(0.25, 0.5, 1.0, 2.0, 4.0);
    assertThat(axis.x(2) - axis.x(1)).isEqualTo(axis.x(1) - axis.x(0.5), offset(1e-9));
  }

  @Test
  void aRatioThatIsNotPositiveIsAtTheLeftEnd() {
    Axis axis = Axis.Ratio.of(List.of(-1.0, 2.0));

    assertThat(axis.x(-1)).isEqualTo(Axis.LEFT);
  }

  private static Document parsed(String picture) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)));
  }
}
