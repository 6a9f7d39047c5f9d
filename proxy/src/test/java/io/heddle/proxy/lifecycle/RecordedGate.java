package io.heddle.proxy.lifecycle;

import java.util.List;

/** Remembers what was done. */
record RecordedGate(List<String> said) implements Gate {
  @Override
  public void open() {
    said.add("open");
  }

  @Override
  public void announce() {
    said.add("announce");
  }

  @Override
  public void refuse() {
    said.add("refuse");
  }

  @Override
  public void release() {
    said.add("release");
  }
}
