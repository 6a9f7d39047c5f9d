package io.heddle.perf.baseline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** The baseline without a process of its own, with one service; ends with the JVM. */
public final class BaselineInProcess {
  /** What a sidecar asks for to call the service. */
  public static final String LISTENER = Resources.LISTENER;

  /** Where its two endpoints are. */
  public static final String ENDPOINTS = Resources.STEADY;

  private final Cache cache;
  private final XdsPort xds;

  /**
   * @param keys a folder with {@code server.crt}, {@code server.key} and {@code root.crt}
   */
  public BaselineInProcess(Path keys) throws IOException {
    this.cache = new Cache(Resources.all());
    this.xds = XdsPort.open(cache, keys);
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), xds.port());
  }

  /** A line as a measurement sends it. */
  public void obey(String line) {
    CommandPort.obey(cache, line);
  }
}
