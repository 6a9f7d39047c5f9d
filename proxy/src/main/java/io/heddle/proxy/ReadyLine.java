package io.heddle.proxy;

import java.io.PrintStream;
import java.net.InetSocketAddress;

/** The line that says that a sidecar is ready, and where. */
record ReadyLine(PrintStream out, String ports, InetSocketAddress admin, InetSocketAddress health) {
  void print() {
    out.println(
        "proxy ready:" + ports + " admin " + Ports.text(admin) + " health " + Ports.text(health));
    out.flush();
  }
}
