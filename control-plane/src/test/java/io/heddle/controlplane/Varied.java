package io.heddle.controlplane;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Inputs of a benchmark in turn, so that neither compiler nor processor learns one by heart. */
public final class Varied<T> {
  private final List<T> inputs;
  private int next;

  private Varied(List<T> inputs) {
    this.inputs = inputs;
  }

  public static <T> Varied<T> of(int count, IntFunction<T> input) {
    return new Varied<>(IntStream.range(0, count).mapToObj(input).toList());
  }

  public T next() {
    next = next + 1 < inputs.size() ? next + 1 : 0;
    return inputs.get(next);
  }
}
