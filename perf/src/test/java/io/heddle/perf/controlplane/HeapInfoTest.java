package io.heddle.perf.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class HeapInfoTest {
  @Test
  void theGenerationsAreAddedAndClassesAreNot() {
    String info =
        """
        4242:
        DefNew     total 78656K, used 3072K [0x0000000690000000, 0x0000000695550000, 0x00000006b4aa0000)
          eden space 69952K,   4% used [0x0000000690000000, 0x0000000690300010, 0x0000000694450000)
          from space 8704K,   0% used [0x0000000694450000, 0x0000000694450000, 0x0000000694cd0000)
        Tenured    total 174784K, used 31744K [0x00000006b4aa0000, 0x00000006bf550000, 0x0000000700000000)
          the  space 174784K,  18% used [0x00000006b4aa0000, 0x00000006b69a0010, 0x00000006bf550000)
        Metaspace       used 50000K, committed 50688K, reserved 1114112K
          class space    used 6000K, committed 6336K, reserved 1048576K
        """;

    assertThat(HeapInfo.usedKib(info)).isEqualTo(3_072 + 31_744);
  }

  @Test
  void whatAnotherCollectorSaysIsNotMisread() {
    assertThatThrownBy(() -> HeapInfo.usedKib("garbage-first heap   reserved 8M, used 3M"))
        .hasMessageContaining("(expected: generations of the serial collector)");
  }

  @Test
  void aProcessThatIsNotThereIsSaid() {
    HeapInfo heap = new HeapInfo(Path.of(System.getProperty("java.home")));

    assertThatThrownBy(() -> heap.liveKib(Integer.MAX_VALUE))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("jcmd GC.run ended with 1: ");
  }
}
