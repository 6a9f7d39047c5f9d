package io.heddle.perf.report;

import java.util.ArrayList;
import java.util.List;

/** A horizontal axis: where a value is drawn, and which values are written below. */
sealed interface Axis {
  double LEFT = 190;
  double RIGHT = 700;

  double x(double value);

  List<Double> ticks();

  /** From zero, or from a little below it, with equal steps. */
  record Linear(double min, double max, double step) implements Axis {
    private static final int STEPS = 6;

    /** Wide enough for these values. */
    static Linear of(List<Double> values) {
      double low = Math.min(0, values.stream().mapToDouble(Double::doubleValue).min().orElse(0));
      double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
      double step = step((high > low ? high - low : 1) / STEPS);
      return new Linear(
          Math.floor(low / step) * step, Math.max(1, Math.ceil(high / step)) * step, step);
    }

    /** The next of 1, 2, 5, 10, 20, … and of their tenths. */
    private static double step(double atLeast) {
      double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
      for (int factor : new int[] {1, 2, 5}) {
        if (factor * power >= atLeast) {
          return factor * power;
        }
      }
      return 10 * power;
    }

    @Override
    public double x(double value) {
      return LEFT + (value - min) / (max - min) * (RIGHT - LEFT);
    }

    @Override
    public List<Double> ticks() {
      List<Double> ticks = new ArrayList<>();
      long last = Math.round(max / step);
      for (long i = Math.round(min / step); i <= last; i++) {
        ticks.add(i * step);
      }
      return ticks;
    }
  }

  /** By powers of two around one: half as much is as far from it as twice as much. */
  record Ratio(int lowPower, int highPower) implements Axis {
    private static final int FARTHEST = 10;

    /** Wide enough for these ratios; what is not positive is drawn at its left end. */
    static Ratio of(List<Double> ratios) {
      int low = -1;
      int high = 1;
      for (double ratio : ratios.stream().filter(ratio -> ratio > 0).toList()) {
        double power = power(ratio);
        low = Math.min(low, (int) Math.floor(power));
        high = Math.max(high, (int) Math.ceil(power));
      }
      return new Ratio(low, high);
    }

    @Override
    public double x(double value) {
      double power = Math.clamp(power(value), lowPower, highPower);
      return LEFT + (power - lowPower) / (highPower - lowPower) * (RIGHT - LEFT);
    }

    @Override
    public List<Double> ticks() {
      List<Double> ticks = new ArrayList<>();
      for (int power = lowPower; power <= highPower; power++) {
        ticks.add(Math.pow(2, power));
      }
      return ticks;
    }

    private static double power(double ratio) {
      double power = ratio > 0 ? Math.log(ratio) / Math.log(2) : -FARTHEST;
      return Math.clamp(power, -FARTHEST, FARTHEST);
    }
  }
}
