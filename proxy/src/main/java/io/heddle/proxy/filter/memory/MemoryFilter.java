package io.heddle.proxy.filter.memory;

import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.Filter;
import io.heddle.proxy.http.MeshHeaders;
import io.heddle.proxy.http.Protections;
import io.heddle.proxy.memory.LoopMemory;

/** Refuses requests while there is no memory for them; a mesh client may send them elsewhere. */
public final class MemoryFilter implements Filter {
  private final LoopMemory memory;
  private final Protections protections;

  public MemoryFilter(LoopMemory memory, Protections protections) {
    this.memory = memory;
    this.protections = protections;
  }

  @Override
  public Verdict onRequest(Exchange exchange) {
    if (!memory.isFull()) {
      return Verdict.CONTINUE;
    }
    if (exchange.connection().isMesh() && protections.unprocessed()) {
      exchange.responseEdits().set(MeshHeaders.UNPROCESSED, "1");
    }
    return exchange.fail(Failure.OVER_MEMORY, "too many bytes are held");
  }
}
