package io.heddle.proxy.cluster.balance;

/** The endpoints that a balancer chooses from, by index. */
public interface Candidates {
  /** {@link #serviceMillis} when nothing is known. */
  int UNKNOWN = -1;

  int size();

  /** Requests that the endpoint works on, as far as known. */
  double inFlight(int index);

  /** Smoothed time that its application takes, or {@link #UNKNOWN}. */
  double serviceMillis(int index);
}
