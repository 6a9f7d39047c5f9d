package io.heddle.proxy.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes after the settings of an HTTP/2 upstream, on the stream of a request. */
final class Http2ResponseFuzzTest {
  @FuzzTest
  void isReadInOneWayOnly(byte[] frames) {
    byte[] bytes = Frames.afterSettings(frames);
    ResponseProperty.check(Version.HTTP2, "GET", bytes);
    ResponseProperty.check(Version.HTTP2, "HEAD", bytes);
  }
}
