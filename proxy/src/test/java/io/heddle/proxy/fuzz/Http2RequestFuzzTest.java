package io.heddle.proxy.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes after the preface of an accepted HTTP/2 connection. */
final class Http2RequestFuzzTest {
  @FuzzTest
  void isReadInOneWayOnly(byte[] frames) {
    RequestProperty.check(Version.HTTP2, Frames.afterPreface(frames));
  }
}
