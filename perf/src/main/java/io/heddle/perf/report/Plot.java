package io.heddle.perf.report;

import io.heddle.perf.report.Svg.Anchor;
import io.heddle.perf.report.Svg.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Draws rows of values over one axis. */
public final class Plot {
  private static final int WIDTH = 720;
  private static final int TOP = 34;
  private static final int BOTTOM = 30;
  private static final int ROW = 24;
  private static final String GRID = "stroke:#ddd";
  private static final String RULE = "stroke:#888";
  private static final String DOT = "fill:#4878a8;fill-opacity:0.45";
  private static final String MEDIAN = "stroke:#a03030;stroke-width:2.5";
  private static final String INTERVAL = "stroke:#4878a8;stroke-width:2";

  private final Svg svg;
  private final Axis axis;
  private final int rows;
  private int drawn;

  private Plot(String title, Axis axis, int rows) {
    this.svg = new Svg(WIDTH, TOP + rows * ROW + BOTTOM);
    this.axis = axis;
    this.rows = rows;
    svg.text(new Point(10, 20), Anchor.START, title);
    for (double tick : axis.ticks()) {
      vertical(tick, GRID);
      svg.text(new Point(axis.x(tick), TOP + rows * ROW + 18), Anchor.MIDDLE, Figures.text(tick));
    }
  }

  /** What each round showed of one figure, a contender a row, with the medians. */
  public static String ofValues(Row row) {
    List<Double> all = row.values().values().stream().flatMap(List::stream).toList();
    Plot plot = new Plot(row.title() + ", " + row.unit(), Axis.Linear.of(all), row.values().size());
    row.contenders()
        .forEach((contender, estimate) -> {
          double y = plot.next(contender);
          for (double value : row.values().getOrDefault(contender, List.of())) {
            plot.svg.circle(new Point(plot.axis.x(value), y), 4, DOT);
          }
          plot.mark(estimate.median(), y, MEDIAN);
        });
    return plot.svg.toString();
  }

  /** Heddle's share of what a contender needs, a figure a row: medians and intervals. */
  public static String ofRatios(String contender, List<Row> rows) {
    List<Row> known = rows.stream().filter(row -> row.ratios().containsKey(contender)).toList();
    List<Double> ends = new ArrayList<>();
    known.forEach(row -> ends.addAll(ends(row.ratios(), contender)));
    Plot plot = new Plot("Heddle / " + contender, Axis.Ratio.of(ends), known.size());
    plot.vertical(1, RULE);
    for (Row row : known) {
      double y = plot.next(row.title());
      List<Double> interval = ends(row.ratios(), contender);
      plot.svg.line(
          new Point(plot.axis.x(interval.getFirst()), y),
          new Point(plot.axis.x(interval.getLast()), y),
          INTERVAL);
      plot.mark(interval.get(1), y, MEDIAN);
    }
    return plot.svg.toString();
  }

  /** Low end, median, high end. */
  private static List<Double> ends(Map<String, Estimate> ratios, String contender) {
    Estimate ratio = ratios.get(contender);
    return ratio == null ? List.of() : List.of(ratio.low(), ratio.median(), ratio.high());
  }

  private double next(String label) {
    double y = TOP + drawn++ * ROW + ROW / 2.0;
    svg.text(new Point(Axis.LEFT - 10, y + 4), Anchor.END, label);
    return y;
  }

  private void mark(double value, double y, String style) {
    double x = axis.x(value);
    svg.line(new Point(x, y - 8), new Point(x, y + 8), style);
  }

  private void vertical(double value, String style) {
    double x = axis.x(value);
    svg.line(new Point(x, TOP), new Point(x, TOP + rows * ROW), style);
  }
}
