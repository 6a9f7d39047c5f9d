package io.heddle.examples.demo;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
final class RecordedProgress implements Progress {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<Sample> samples = new CopyOnWriteArrayList<>();

  @Override
  public void event(String text) {
    events.add(text);
  }

  @Override
  public void sample(Sample sample) {
    samples.add(sample);
  }

  List<String> events() {
    return events;
  }

  List<Sample> samples() {
    return samples;
  }
}
