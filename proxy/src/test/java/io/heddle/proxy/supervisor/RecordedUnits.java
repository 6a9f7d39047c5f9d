package io.heddle.proxy.supervisor;

import java.util.List;

/** Remembers what was done to the processes. */
record RecordedUnits(List<String> done) implements Units {
  @Override
  public void startSidecar() {
    done.add("start sidecar");
  }

  @Override
  public void tellSidecar(Word word) {
    done.add("tell " + word);
  }

  @Override
  public void killSidecar() {
    done.add("kill sidecar");
  }

  @Override
  public void startApplication() {
    done.add("start application");
  }

  @Override
  public void terminateApplication() {
    done.add("terminate application");
  }

  @Override
  public void killApplication() {
    done.add("kill application");
  }

  @Override
  public void finish(int code) {
    done.add("finish " + code);
  }
}
