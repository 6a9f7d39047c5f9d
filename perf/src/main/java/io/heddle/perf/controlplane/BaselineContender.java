package io.heddle.perf.controlplane;

import io.heddle.perf.process.Started;
import io.heddle.perf.streams.Fleet;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Stock java-control-plane with the same proxies and the same resources. A change is a line to its
 * process, which sets a snapshot: it knows of no instances and waits for nobody.
 */
final class BaselineContender implements Contender {
  static final String NAME = "java-control-plane";

  private final BaselineServer server;
  private final Fleet callers;
  private final Socket commands;

  BaselineContender(BaselineServer server, int loops) throws IOException {
    this.server = server;
    InetAddress host = InetAddress.getLoopbackAddress();
    this.callers = new Fleet(new InetSocketAddress(host, server.xdsPort()), loops);
    this.commands = new Socket(host, server.commandPort());
    commands.setTcpNoDelay(true);
  }

  void join(int streams) throws IOException, InterruptedException {
    callers.addCallers(Optional.empty(), server.states(streams), MeshObjects.listeners());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Started server() {
    return server.process();
  }

  @Override
  public Fleet callers() {
    return callers;
  }

  @Override
  public Optional<Path> files() {
    return Optional.empty();
  }

  @Override
  public void prepare(List<Instance> instances) {}

  @Override
  public void enter(Instance instance) throws IOException {
    command("put " + instance.resource() + " " + instance.port() + " HEALTHY");
  }

  @Override
  public void leave(Instance instance) throws IOException {
    command("remove " + instance.resource() + " " + instance.port());
  }

  @Override
  public void drain(Instance instance) throws IOException {
    command("put " + instance.resource() + " " + instance.port() + " DRAINING");
  }

  @Override
  public void end(Instance instance) throws IOException {
    leave(instance);
  }

  @Override
  public void retire(List<Instance> instances) {}

  @Override
  public List<String> problems() {
    return callers.problems();
  }

  @Override
  public List<String> remarks() {
    return callers.remarks();
  }

  private synchronized void command(String line) throws IOException {
    OutputStream out = commands.getOutputStream();
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    callers.close();
    commands.close();
  }
}
