package io.heddle.proxy.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes on an accepted HTTP/1 connection. */
final class Http1RequestFuzzTest {
  @DictionaryFile(resourcePath = "http1.dict")
  @FuzzTest
  void isReadInOneWayOnly(byte[] bytes) {
    RequestProperty.check(Version.HTTP1, bytes);
  }
}
