package io.heddle.perf.controlplane;

import io.heddle.perf.process.Started;
import io.heddle.perf.streams.Fleet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A control plane that is measured, with its proxies, and the way that changes come about there.
 */
interface Contender extends AutoCloseable {
  String name();

  Started server();

  /** The proxies that have to hear of a change. */
  Fleet callers();

  /** The directory that it reads objects from, if it reads any. */
  Optional<Path> files();

  /** Makes processes ready that can enter. */
  void prepare(List<Instance> instances) throws IOException, InterruptedException;

  /** The instance can take requests from now on. */
  void enter(Instance instance) throws IOException;

  /** It cannot any more. */
  void leave(Instance instance) throws IOException;

  /** It was told to end. */
  void drain(Instance instance) throws IOException;

  /** Nobody sends to it any more: it ends. */
  void end(Instance instance) throws IOException;

  /** The processes of these have ended. */
  void retire(List<Instance> instances);

  /** What went wrong. */
  List<String> problems();

  /** What was unusual. */
  List<String> remarks();

  @Override
  void close() throws IOException;
}
