package io.heddle.proxy.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes that an HTTP/1 upstream answers. */
final class Http1ResponseFuzzTest {
  @DictionaryFile(resourcePath = "http1.dict")
  @FuzzTest
  void isReadInOneWayOnly(byte[] bytes) {
    ResponseProperty.check(Version.HTTP1, "GET", bytes);
    ResponseProperty.check(Version.HTTP1, "HEAD", bytes);
  }
}
