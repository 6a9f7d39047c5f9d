package io.heddle.proxy.xds;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An application that says hello, and says when it is asked to stop. */
final class SmallApplication {
  static final String STARTED = "application started: ";
  static final String STOPPING = "application asked to stop";

  private SmallApplication() {}

  public static void main(String[] arguments) throws IOException {
    byte[] hello = "hello".getBytes(StandardCharsets.UTF_8);
    int port = Integer.parseInt(arguments[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, hello.length);
          exchange.getResponseBody().write(hello);
          exchange.close();
        });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(STOPPING)));
    server.start();
    System.out.println(STARTED + ProcessHandle.current().pid());
  }
}
