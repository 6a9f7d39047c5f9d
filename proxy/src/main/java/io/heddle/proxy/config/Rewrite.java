package io.heddle.proxy.config;

/**
 * How the target and the authority of a request differ where it is sent on.
 *
 * @param host empty: stays as it is
 */
public record Rewrite(PathRewrite path, String host) {
  public static final Rewrite NONE = new Rewrite(new PathRewrite.Keep(), "");
}
