package io.heddle.proxy.cluster;

import io.heddle.proxy.http.ClientStream;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * What has been received of a request's body, kept while it can go elsewhere. Once it does not hold
 * everything it holds nothing.
 */
final class ReplayBuffer {
  private final ReplayBudget budget;
  private final List<ByteBuf> parts = new ArrayList<>(2);
  private int bytes;
  private int budgeted;
  private boolean whole = true;

  ReplayBuffer(ReplayBudget budget) {
    this.budget = budget;
  }

  /** Does it hold all of the request so far? */
  boolean isWhole() {
    return whole;
  }

  boolean isFull() {
    return bytes >= budget.maxBytes();
  }

  /** Keeps a part that is also sent now; when there is no room, what was kept is dropped. */
  void keepCopy(ByteBuf part) {
    if (!whole) {
      return;
    }
    int size = part.readableBytes();
    if (budget.memory().isTight() || bytes + size > budget.maxBytes() || !budget.take(size)) {
      drop();
      return;
    }
    budgeted += size;
    keep(part.retainedDuplicate());
  }

  /**
   * Keeps a part that cannot be sent yet, whatever its size: it was read already, and reading stops
   * when the buffer is full.
   */
  void hold(ByteBuf part) {
    int size = part.readableBytes();
    if (budget.take(size)) {
      budgeted += size;
    }
    keep(part);
  }

  private void keep(ByteBuf part) {
    bytes += part.readableBytes();
    budget.memory().add(part.readableBytes());
    parts.add(part);
  }

  /** Sends everything kept. */
  void replayTo(ClientStream stream) {
    for (ByteBuf part : parts) {
      stream.write(part.retainedDuplicate());
    }
    if (bytes > budget.maxBytes() || budgeted < bytes) {
      drop();
    }
  }

  /** Keeps nothing from now on. */
  void drop() {
    whole = false;
    parts.forEach(ByteBuf::release);
    parts.clear();
    budget.giveBack(budgeted);
    budget.memory().remove(bytes);
    budgeted = 0;
    bytes = 0;
  }
}
