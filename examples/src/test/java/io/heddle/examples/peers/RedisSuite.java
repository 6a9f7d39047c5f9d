package io.heddle.examples.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisMonitor;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** Redis and its Java client, as bytes. */
final class RedisSuite {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final int COMMANDS = 10_000;
  private static final int LARGE_BYTES = 16 << 20;

  @RegisterExtension private static final PeerMesh MESH = new PeerMesh();
  private static InetSocketAddress address;
  private static Idle<@Nullable String> idle;

  @BeforeAll
  static void start() throws Exception {
    String redis = Programs.require("redis-server");
    int port = MESH.freePort();
    Path folder = MESH.folder("redis");
    List<String> command = new ArrayList<>(List.of(redis, "--port", Integer.toString(port)));
    command.addAll(List.of("--bind", "127.0.0.1", "--dir", folder.toString(), "--save", ""));
    var _ = MESH.launch("redis", command);
    address = MESH.connect("redis", Protocol.TCP, port);
    idle = Idle.start(RedisSuite::messageAfterALongRest);
  }

  @Test
  void aPipelineIsAnsweredInItsOrder() {
    try (Jedis client = client()) {
      Pipeline pipeline = client.pipelined();
      List<Response<Long>> answers = new ArrayList<>();
      for (int i = 0; i < COMMANDS; i++) {
        answers.add(pipeline.incr("counter"));
      }
      pipeline.sync();
      for (int i = 0; i < COMMANDS; i++) {
        assertThat(answers.get(i).get()).isEqualTo(i + 1L);
      }
    }
  }

  @Test
  void aLargeValueComesBackAsItWas() {
    byte[] key = {1};
    byte[] value = new byte[LARGE_BYTES];
    new Random(3).nextBytes(value);
    try (Jedis client = client()) {
      assertThat(client.set(key, value)).isEqualTo("OK");
      assertThat(client.get(key)).isEqualTo(value);
    }
  }

  @Test
  void aMonitorIsToldOfEveryCommand() throws Exception {
    Seen seen = new Seen();
    try (Jedis watched = client();
        Jedis watching = client()) {
      FutureTask<@Nullable Void> monitor = new FutureTask<>(() -> watching.monitor(seen), null);
      Thread.ofPlatform().daemon().start(monitor);
      assertThat(seen.begun.poll(BOUND.toSeconds(), TimeUnit.SECONDS)).isNotNull();
      for (int i = 0; i < 100; i++) {
        watched.rpush("watched", "item-" + i);
      }
      for (int i = 0; i < 100; i++) {
        assertThat(seen.commands.poll(BOUND.toSeconds(), TimeUnit.SECONDS))
            .endsWith("\"watched\" \"item-" + i + "\"");
      }
    }
  }

  @Test
  void aSubscriberOutlivesEveryIdleTimeOfHttp() throws Exception {
    assertThat(idle.result()).isEqualTo("after all");
  }

  /** Subscribes, waits for what never comes on a second connection, then publishes. */
  private static @Nullable String messageAfterALongRest() throws InterruptedException {
    Subscriber subscriber = new Subscriber();
    try (Jedis subscribed = client();
        Jedis waiting = client()) {
      // Its end is of no interest: the connection is closed beneath it.
      FutureTask<@Nullable Void> listening =
          new FutureTask<>(() -> subscribed.subscribe(subscriber, "news"), null);
      Thread.ofPlatform().daemon().start(listening);
      if (subscriber.begun.poll(BOUND.toSeconds(), TimeUnit.SECONDS) == null) {
        return "not subscribed";
      }
      if (waiting.blpop((int) Idle.TIME.toSeconds(), "nobody-pushes") != null) {
        return "something came";
      }
      // By the connection that was idle as long.
      waiting.publish("news", "after all");
      String message = subscriber.messages.poll(BOUND.toSeconds(), TimeUnit.SECONDS);
      subscriber.unsubscribe();
      return message;
    }
  }

  private static Jedis client() {
    return new Jedis("127.0.0.1", address.getPort(), (int) BOUND.toMillis());
  }

  private static final class Subscriber extends JedisPubSub {
    private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    @Override
    public void onSubscribe(String channel, int subscribed) {
      begun.add(channel);
    }

    @Override
    public void onMessage(String channel, String message) {
      messages.add(message);
    }
  }

  private static final class Seen extends JedisMonitor {
    private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();

    @Override
    public void proceed(Connection connection) {
      begun.add("begun");
      super.proceed(connection);
    }

    @Override
    public void onCommand(String command) {
      commands.add(command);
    }
  }
}
