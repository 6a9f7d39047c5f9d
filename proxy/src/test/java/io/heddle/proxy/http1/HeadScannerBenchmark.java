package io.heddle.proxy.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.heddle.proxy.Varied;
import io.heddle.proxy.http.head.HeadLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reads heads as they lie in memory outside the heap, where sockets put them. */
@State(Scope.Benchmark)
@Fork(jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HeadScannerBenchmark {
  /** Which head. */
  public enum Head {
    /** Of a service's client. */
    SMALL,
    /** Of a browser, with a session and a trace. */
    TYPICAL,
    /** With a token of 8 KiB. */
    LARGE
  }

  private static final int HEADS = 32;
  private static final String SMALL =
      """
      GET /items/%1$d HTTP/1.1
      host: catalog.shop.svc.cluster.local
      user-agent: curl/8.5.0
      accept: */*
      """;
  private static final String TYPICAL =
      """
      GET /api/v2/catalog/items?page=%1$d&filter=red&sort=price HTTP/1.1
      host: shop.example.org
      user-agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0
      accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8
      accept-language: en-US,en;q=0.5
      accept-encoding: gzip, deflate, br
      referer: https://shop.example.org/catalog?page=11
      cookie: session=2b9c1d0e8f7a4c63b5d1e2f3a4b5c6d7; theme=dark; consent=%2$s
      x-request-id: 7f1b3c55-2c1d-4b8e-9a30-1d2f3e4a5b6c
      x-forwarded-for: 203.0.113.%1$d
      x-forwarded-proto: https
      traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
      cache-control: no-cache
      """;

  @Param Head head = Head.SMALL;

  private final HeadScanner scanner = new HeadScanner(HeadLimits.DEFAULT, new RequestLine());
  private Varied<ByteBuf> heads;

  @Setup
  public void fill() {
    String text =
        switch (head) {
          case SMALL -> SMALL;
          case TYPICAL -> TYPICAL;
          case LARGE -> TYPICAL + "authorization: Bearer " + "eyJhbGciOiJF".repeat(683) + "\n";
        };
    heads = Varied.of(HEADS, i -> bytes(text.formatted(7 * i, "x".repeat(i)) + "\n"));
    if (scan() != HeadScanner.Outcome.COMPLETE) {
      throw new IllegalStateException("head: " + scanner.detail() + " (expected: a valid one)");
    }
  }

  @TearDown
  public void release() {
    for (int i = 0; i < HEADS; i++) {
      heads.next().release();
    }
  }

  @Benchmark
  public Object scan() {
    scanner.reset();
    return scanner.scan(heads.next());
  }

  private static ByteBuf bytes(String lines) {
    byte[] bytes = lines.replace("\n", "\r\n").getBytes(US_ASCII);
    return Unpooled.directBuffer(bytes.length).writeBytes(bytes);
  }
}
