package io.heddle.proxy.http1;

import io.heddle.proxy.http.HttpServerContract;
import io.heddle.proxy.http.HttpService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Netty's HTTP/1 codec keeps the contract. */
final class NettyHttp1ServerTest extends HttpServerContract {
  @Override
  protected Client open(HttpService service) {
    return new Http1Peer(service);
  }

  /** Speaks HTTP/1 by hand. */
  private static final class Http1Peer implements Client {
    private final Http1Channel channel;
    private String method = "";
    private int read;

    Http1Peer(HttpService service) {
      channel = new Http1Channel(service);
    }

    @Override
    public void request(String verb, String target, @Nullable String body, String... fields) {
      List<String> all = new ArrayList<>(Arrays.asList(fields));
      if (body != null) {
        all.add("Content-Length: " + body.length());
      }
      head(verb, target, all);
      channel.send(body == null ? "" : body);
    }

    @Override
    public void beginRequest(String verb, String target, int bodyLength, String... fields) {
      List<String> all = new ArrayList<>(Arrays.asList(fields));
      all.add("Content-Length: " + bodyLength);
      head(verb, target, all);
    }

    private void head(String verb, String target, List<String> fields) {
      method = verb;
      channel.send(
          verb
              + " "
              + target
              + " HTTP/1.1\r\nHost: catalog\r\n"
              + String.join("", fields.stream().map(field -> field + "\r\n").toList())
              + "\r\n");
    }

    @Override
    public void sendBody(String part) {
      channel.send(part);
    }

    @Override
    public boolean isAnswered() {
      return channel.received().indexOf("\r\n\r\n", read) >= 0;
    }

    @Override
    public Response response() {
      String all = channel.received();
      int headEnd = all.indexOf("\r\n\r\n", read);
      if (headEnd < 0) {
        throw new AssertionError("no response: " + all.substring(read));
      }
      List<String> lines = Arrays.asList(all.substring(read, headEnd).split("\r\n", -1));
      int status = Integer.parseInt(lines.getFirst().split(" ", -1)[1]);
      List<String> fields = lines.subList(1, lines.size());
      read = headEnd + 4;
      boolean bodiless = method.equals("HEAD") || status < 200 || status == 204 || status == 304;
      return bodiless
          ? new Response(status, fields, "", End.WHOLE)
          : body(status, fields, all.substring(read));
    }

    private Response body(int status, List<String> fields, String rest) {
      for (String field : fields) {
        String lower = field.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          int length = Integer.parseInt(lower.substring(15).strip());
          read += length;
          return new Response(status, fields, rest.substring(0, length), End.WHOLE);
        }
        if (lower.equals("transfer-encoding: chunked")) {
          return chunked(status, fields, rest);
        }
      }
      throw new AssertionError("response without framing: " + fields);
    }

    private Response chunked(int status, List<String> fields, String rest) {
      StringBuilder body = new StringBuilder();
      int at = 0;
      while (at < rest.length()) {
        int lineEnd = rest.indexOf("\r\n", at);
        int size = Integer.parseInt(rest.substring(at, lineEnd), 16);
        body.append(rest, lineEnd + 2, lineEnd + 2 + size);
        at = lineEnd + 2 + size + 2;
        if (size == 0) {
          read += at;
          return new Response(status, fields, body.toString(), End.WHOLE);
        }
      }
      return new Response(status, fields, body.toString(), channel.isOpen() ? End.OPEN : End.CUT);
    }

    @Override
    public void disconnect() {
      channel.close();
    }

    @Override
    public void close() {
      channel.close();
    }
  }
}
