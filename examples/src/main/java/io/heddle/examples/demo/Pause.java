package io.heddle.examples.demo;

import java.time.Duration;

/** Lets time pass; a test moves its clock instead. */
interface Pause {
  void pause(Duration duration) throws InterruptedException;
}
