package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.memory.MemoryBound;
import io.heddle.proxy.memory.MemorySettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Applications that write fast to clients that do not read. */
final class SlowReadersTest {
  private static final int READERS = 10;

  /** More than the kernel takes of one connection. */
  private static final int BODY = 16 << 20;

  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: " + BODY + "\r\n\r\n";

  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  private <T extends AutoCloseable> T closing(T one) {
    opened.add(one);
    return one;
  }

  @Test
  void slowReadersOfResponsesLeaveTheBoundAlone() throws Exception {
    slowReadersLeaveTheBoundAlone(Snapshots.empty().outboundHttp());
  }

  @Test
  void slowReadersOfOpaqueBytesLeaveTheBoundAlone() throws Exception {
    slowReadersLeaveTheBoundAlone(Snapshots.empty().outboundTcp(Duration.ofHours(1)));
  }

  private void slowReadersLeaveTheBoundAlone(Snapshots listener) throws Exception {
    TestApplication application = closing(new TestApplication(SlowReadersTest::answer));
    TestProxy proxy = closing(TestProxy.outbound(new MemorySettings(800_000)));
    proxy.apply(listener.plainCluster(Snapshots.endpoint(application.port(), "one")).build());
    MemoryBound memory = proxy.dataPath().memory();
    List<TestClient> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      TestClient reader = closing(new TestClient(proxy.address()));
      reader.send(TestClient.get("/"));
      readers.add(reader);
    }

    Eventually.until(() -> {
      assertThat(memory.heldBytes()).isLessThan(memory.bytes());
      return memory.heldBytes() >= memory.bytes() * 3 / 4;
    });
    for (TestClient reader : readers) {
      assertThat(reader.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
      reader.skip(BODY);
      assertThat(memory.heldBytes()).isLessThan(memory.bytes());
    }

    Eventually.until(() -> memory.heldBytes() == 0);
  }

  private static void answer(TestApplication.Talk talk) throws IOException {
    byte[] part = new byte[64 * 1024];
    while (!talk.readRequest().isEmpty()) {
      talk.send(HEAD);
      for (int sent = 0; sent < BODY; sent += part.length) {
        talk.socket().getOutputStream().write(part);
      }
    }
  }
}
