package io.heddle.examples.demo;

/** Tells people how a run goes; any thread may call it. */
public interface Progress {
  /** Something happened. */
  void event(String text);

  /** Where things are now; called about twice a second. */
  void sample(Sample sample);
}
