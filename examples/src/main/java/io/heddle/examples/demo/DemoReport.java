package io.heddle.examples.demo;

import java.util.Optional;

/**
 * What a demo showed.
 *
 * @param without the part with protections off
 * @param with the part with all of them; absent when only the other was asked for
 */
public record DemoReport(PartResult without, Optional<PartResult> with) {
  /**
   * 1 if the protected part lost, misdirected or doubled anything, or those who counted disagree.
   */
  public int exitCode() {
    return with.map(PartResult::isFlawless).orElse(true) ? 0 : 1;
  }
}
