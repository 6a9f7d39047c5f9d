package io.heddle.examples.mix;

import io.heddle.examples.market.Kind;

/**
 * What a mixed load showed of one kind.
 *
 * @param sent requests, or messages of sessions
 * @param sessions of those kinds that have them
 * @param failed requests or sessions
 * @param moved sessions that their peer ended in order, without a loss, before their client was
 *     done
 * @param misdirected requests or sessions that met who was not to serve them
 */
public record KindResult(
    Kind kind,
    long sent,
    long sessions,
    long failed,
    long moved,
    long duplicates,
    long misdirected,
    double p50Millis,
    double p99Millis) {
  boolean isFlawless() {
    return failed == 0 && duplicates == 0 && misdirected == 0;
  }
}
