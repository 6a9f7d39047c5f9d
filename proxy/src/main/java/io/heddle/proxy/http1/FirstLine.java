package io.heddle.proxy.http1;

import io.heddle.proxy.http.Failure;
import org.jspecify.annotations.Nullable;

/** The grammar of a head's first line, byte by byte, without its line end. */
sealed interface FirstLine permits RequestLine, StatusLine {
  void reset();

  boolean mayFollowEmptyLine();

  /** Is the byte allowed here? */
  boolean accept(byte value);

  /** The line is over: what is wrong with it, if anything. */
  @Nullable Failure end();

  /** What would have been right. */
  String expected();
}
