package io.heddle.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortMemoryTest {
  @TempDir Path state;

  @Test
  void aPortThatWasPickedIsPreferredNextTime() {
    PortMemory memory = new PortMemory(state);
    assertThat(memory.preferred("inbound:8080", 0)).isZero();
    memory.picked("inbound:8080", 41_234);
    memory.save();

    PortMemory next = new PortMemory(state);
    assertThat(next.preferred("inbound:8080", 0)).isEqualTo(41_234);
    assertThat(next.preferred("admin", 0)).isZero();
  }

  @Test
  void aPortThatIsAskedForWinsOverTheOneThatWasPicked() {
    PortMemory memory = new PortMemory(state);
    memory.picked("inbound:8080", 41_234);

    assertThat(memory.preferred("inbound:8080", 9_080)).isEqualTo(9_080);
  }

  @Test
  void whatIsNotUnderstoodIsNotUsed() throws IOException {
    Files.writeString(state.resolve("ports"), "garbage\nadmin x\nhealth 5000\n");

    PortMemory memory = new PortMemory(state);

    assertThat(memory.preferred("admin", 0)).isZero();
    assertThat(memory.preferred("health", 0)).isEqualTo(5_000);
  }
}
