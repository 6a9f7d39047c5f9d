package io.heddle.controlplane.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers operators over HTTP, each request on a virtual thread. Only reads; shows no secret. */
public final class AdminServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AdminServer.class);
  private static final int BACKLOG = 128;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Map<String, Page> pages;

  private AdminServer(HttpServer server, ExecutorService threads, Map<String, Page> pages) {
    this.server = server;
    this.threads = threads;
    this.pages = pages;
  }

  /** Binds and serves; throws {@link java.net.BindException} when the address is taken. */
  public static AdminServer start(InetSocketAddress address, AdminPages pages) throws IOException {
    HttpServer server = HttpServer.create(address, BACKLOG);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    AdminServer admin = new AdminServer(server, threads, pages.byPath());
    server.createContext("/", admin::handle);
    server.setExecutor(threads);
    server.start();
    return admin;
  }

  /** Where it is bound. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, reply(exchange));
    }
  }

  private Reply reply(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    @Nullable Page page = path == null ? null : pages.get(path);
    if (page == null) {
      return Reply.error(
          404,
          "path: "
              + path
              + " (expected: "
              + String.join(", ", new TreeSet<>(pages.keySet()))
              + ")");
    }
    if (!isRead(exchange)) {
      exchange.getResponseHeaders().set("allow", "GET, HEAD");
      return Reply.error(405, "method: " + exchange.getRequestMethod() + " (expected: GET, HEAD)");
    }
    try {
      return page.answer(Query.parse(exchange.getRequestURI().getRawQuery()));
    } catch (BadQueryException e) {
      return Reply.error(400, String.valueOf(e.getMessage()));
    } catch (UnansweredException e) {
      return Reply.error(503, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.error("{}: failed", path, e);
      return Reply.error(500, "internal error, see the log");
    }
  }

  private static boolean isRead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET") || exchange.getRequestMethod().equals("HEAD");
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.bytes();
    exchange.getResponseHeaders().set("content-type", reply.contentType());
    exchange.getResponseHeaders().set("cache-control", "no-store");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("content-length", Integer.toString(body.length));
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(reply.status(), body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
