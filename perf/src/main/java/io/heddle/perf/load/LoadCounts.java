package io.heddle.perf.load;

/** The requests of a running load; looking at them changes nothing. */
public record LoadCounts(long sent, long answered, long failed) {
  public long settled() {
    return answered + failed;
  }
}
