package io.heddle.examples.e2e.grpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.xds.XdsChannelCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Does what {@code client.py} does: calls TARGET at RATE until SIGTERM, prints a line of JSON a
 * second. It never retries by itself.
 */
public final class JavaClient {
  private static final int THREADS = 16;
  private static final MethodDescriptor<byte[], byte[]> GET =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("rates.Rates/Get")
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  private final ManagedChannel channel;
  private final Map<String, LongAdder> answered = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();

  private JavaClient(ManagedChannel channel) {
    this.channel = channel;
  }

  public static void main(String[] arguments) throws InterruptedException {
    var credentials = XdsChannelCredentials.create(InsecureChannelCredentials.create());
    new JavaClient(Grpc.newChannelBuilder(arguments[0], credentials).build())
        .run(Double.parseDouble(arguments[1]));
  }

  private void run(double rate) throws InterruptedException {
    byte[] _ = ask(CallOptions.DEFAULT.withWaitForReady().withDeadlineAfter(30, TimeUnit.SECONDS));
    print("client ready:");
    ScheduledExecutorService calls = Executors.newScheduledThreadPool(THREADS);
    long every = (long) (TimeUnit.SECONDS.toNanos(1) * THREADS / rate);
    for (int i = 0; i < THREADS; i++) {
      var _ =
          calls.scheduleAtFixedRate(this::call, i * every / THREADS, every, TimeUnit.NANOSECONDS);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(calls)));
    var _ =
        Executors.newSingleThreadScheduledExecutor()
            .scheduleAtFixedRate(this::say, 1, 1, TimeUnit.SECONDS);
    new CountDownLatch(1).await();
  }

  /** After SIGTERM; 0 is what a client says that was told to end. */
  private void end(ScheduledExecutorService calls) {
    calls.shutdown();
    try {
      if (!calls.awaitTermination(10, TimeUnit.SECONDS)) {
        print("calls: still running");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    say();
    Runtime.getRuntime().halt(0);
  }

  private void call() {
    try {
      String server =
          new String(
              ask(CallOptions.DEFAULT.withDeadlineAfter(5, TimeUnit.SECONDS)),
              StandardCharsets.UTF_8);
      count(answered, server);
    } catch (StatusRuntimeException e) {
      count(failed, String.valueOf(e.getStatus()));
    }
  }

  private byte[] ask(CallOptions options) {
    return ClientCalls.blockingUnaryCall(channel, GET, options, new byte[0]);
  }

  private static void count(Map<String, LongAdder> counts, String name) {
    counts.computeIfAbsent(name, _ -> new LongAdder()).increment();
  }

  private void say() {
    try {
      Map<String, Object> counts = Map.of("answered", answered, "failed", failed);
      print("calls: " + new ObjectMapper().writeValueAsString(counts));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("counts: " + answered + failed, e);
    }
  }

  private static void print(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
