package io.heddle.proxy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service that writes down what a codec tells it and answers when a test says so. */
public final class RecordingService implements HttpService {
  private boolean full;
  private final List<Request> requests = new ArrayList<>();
  private final List<Failure> invalid = new ArrayList<>();
  private @Nullable Answer answer;

  /** What is done as soon as a head has come. */
  public interface Answer {
    void on(ServerStream stream);
  }

  /** One request, as far as it has come. */
  public static final class Request implements RequestHandler {
    private final ServerStream stream;
    private final StringBuilder body = new StringBuilder();
    private final List<String> trailers = new ArrayList<>();
    private int ends;
    private int writable;
    private @Nullable Failure cut;

    private Request(ServerStream stream) {
      this.stream = stream;
    }

    public ServerStream stream() {
      return stream;
    }

    public RequestHead head() {
      return stream.request();
    }

    public String body() {
      return body.toString();
    }

    public List<String> trailers() {
      return trailers;
    }

    public boolean hasEnded() {
      return ends == 1;
    }

    public boolean becameWritable() {
      return writable > 0;
    }

    public @Nullable Failure cut() {
      return cut;
    }

    @Override
    public void onRequestData(ByteBuf part) {
      body.append(part.toString(ISO_8859_1));
      part.release();
    }

    @Override
    public void onRequestEnd(HeadView fields) {
      ends++;
      fields.forEachField((name, value) -> trailers.add(name + ": " + value));
    }

    @Override
    public void onWritable() {
      writable++;
    }

    @Override
    public void onRequestCut(Failure failure, String detail) {
      cut = failure;
      stream.cut();
    }
  }

  public RecordingService answering(Answer at) {
    answer = at;
    return this;
  }

  public List<Request> requests() {
    return requests;
  }

  public Request only() {
    if (requests.size() != 1) {
      throw new AssertionError("requests: " + requests.size() + " (expected: 1)");
    }
    return requests.getFirst();
  }

  public Request last() {
    return requests.getLast();
  }

  public List<Failure> invalid() {
    return invalid;
  }

  @Override
  public RequestHandler onRequest(ServerStream stream) {
    Request request = new Request(stream);
    requests.add(request);
    if (answer != null) {
      answer.on(stream);
    }
    return request;
  }

  /** From now on there is no memory. */
  public void fill() {
    full = true;
  }

  @Override
  public boolean isFull() {
    return full;
  }

  @Override
  public void onInvalidRequest(DownstreamConnection connection, Failure failure, String detail) {
    invalid.add(failure);
  }
}
