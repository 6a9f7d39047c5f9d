package io.heddle.controlplane.model;

import java.time.Duration;
import java.util.List;

/**
 * Which pages of other origins may send requests, and what of the responses they may read.
 *
 * @param methods that they may use; {@code *} alone: any
 * @param headers that they may send; {@code *} alone: any
 * @param exposed headers of responses that they may read; {@code *}: any
 * @param maxAge how long a browser may remember the answer
 */
public record Cors(
    List<AllowedOrigin> origins,
    List<String> methods,
    List<String> headers,
    List<String> exposed,
    Credentials credentials,
    Duration maxAge) {
  public static final String ANY = "*";

  public Cors {
    origins = List.copyOf(origins);
    methods = List.copyOf(methods);
    headers = List.copyOf(headers);
    exposed = List.copyOf(exposed);
  }

  /** Whether requests may carry cookies, certificates or passwords. */
  public enum Credentials {
    ALLOWED,
    LEFT_OUT
  }

  /** Origins, in the form in which browsers name them. */
  public sealed interface AllowedOrigin {
    record Any() implements AllowedOrigin {}

    /** {@code https://shop.example.com}. */
    record One(String origin) implements AllowedOrigin {}

    /**
     * Every host that ends so: {@code https://*.example.com}.
     *
     * @param rest what follows the star
     */
    record Under(String scheme, String rest) implements AllowedOrigin {}
  }
}
