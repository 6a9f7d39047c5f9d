package io.heddle.proxy.http;

/**
 * Which of the mechanisms that keep requests from being lost are on; off only to show what they do.
 *
 * @param unprocessed whether requests that reached no application are marked so and sent elsewhere
 */
public record Protections(boolean unprocessed) {
  public static final Protections ALL = new Protections(true);
}
