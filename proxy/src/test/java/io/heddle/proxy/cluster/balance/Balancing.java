package io.heddle.proxy.cluster.balance;

import io.heddle.proxy.http.LoadStamp;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * Servers and clients in simulated time: requests come at random and wait for nobody, each of
 * several event loops chooses by what it knows itself. The seed says all of it.
 */
final class Balancing {
  private static final int WORKERS = 8;
  private static final double SMOOTHING = 0.1;

  private final SplittableRandom random;
  private final double nanosBetweenRequests;
  private final List<Loop> loops = new ArrayList<>();
  private final List<Server> servers = new ArrayList<>();
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long patienceNanos = Duration.ofHours(1).toNanos();
  private long nowNanos;
  private long scheduled;
  private int[] chosen = new int[0];

  Balancing(long seed, int loopCount, int requestsPerSecond) {
    random = new SplittableRandom(seed);
    nanosBetweenRequests = 1e9 / requestsPerSecond;
    for (int i = 0; i < loopCount; i++) {
      loops.add(new Loop());
    }
    arriveLater();
  }

  private record Event(long atNanos, long number, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return atNanos == other.atNanos
          ? Long.compare(number, other.number)
          : Long.compare(atNanos, other.atNanos);
    }
  }

  /** One event loop of some client, with what it knows of each server. */
  private final class Loop implements Candidates {
    private final Balancer balancer = new LeastRequest(random);
    private final List<KnownLoad> known = new ArrayList<>();

    @Override
    public int size() {
      return known.size();
    }

    @Override
    public double inFlight(int index) {
      return known.get(index).inFlight(nowNanos);
    }

    @Override
    public double serviceMillis(int index) {
      return known.get(index).serviceMillis(nowNanos);
    }

    @Override
    public boolean isSilent(int index) {
      return known.get(index).isSilent(nowNanos);
    }
  }

  /** An endpoint with some workers, who take about as long as it says. */
  private final class Server {
    private final Queue<Request> waiting = new ArrayDeque<>();
    private double meanMillis;
    private double smoothedMillis;
    private int inFlight;
    private int working;
    private boolean hung;

    Server(double meanMillis) {
      this.meanMillis = meanMillis;
    }

    void take(Request request) {
      inFlight++;
      waiting.add(request);
      work();
    }

    void work() {
      while (!hung && working < WORKERS && !waiting.isEmpty()) {
        Request request = waiting.remove();
        working++;
        // Half of it always, the rest at random.
        double millis = meanMillis * (0.5 - 0.5 * Math.log(1 - random.nextDouble()));
        at(nowNanos + (long) (millis * 1e6), () -> finish(request));
      }
    }

    private void finish(Request request) {
      if (hung) {
        waiting.add(request);
        working--;
        return;
      }
      working--;
      inFlight--;
      double millis = (nowNanos - request.startNanos) / 1e6;
      smoothedMillis =
          smoothedMillis == 0 ? millis : smoothedMillis + SMOOTHING * (millis - smoothedMillis);
      request.answer(new LoadStamp(inFlight, (int) Math.round(smoothedMillis), false));
      work();
    }
  }

  /** One request and who asked. */
  private final class Request {
    private final KnownLoad known;
    private final long startNanos;
    private boolean over;

    Request(KnownLoad known) {
      this.known = known;
      this.startNanos = nowNanos;
      known.begun(nowNanos);
      at(nowNanos + patienceNanos, this::giveUp);
    }

    void answer(LoadStamp stamp) {
      if (!over) {
        over = true;
        known.answered(nowNanos);
        known.stamped(stamp, nowNanos);
        known.ended();
      }
    }

    private void giveUp() {
      if (!over) {
        over = true;
        known.abandoned();
      }
    }
  }

  private void at(long nanos, Runnable action) {
    events.add(new Event(nanos, scheduled++, action));
  }

  private void arriveLater() {
    double gap = -Math.log(1 - random.nextDouble()) * nanosBetweenRequests;
    at(nowNanos + (long) gap, this::arrive);
  }

  private void arrive() {
    Loop loop = loops.get(random.nextInt(loops.size()));
    int index = loop.balancer.choose(loop);
    chosen[index]++;
    servers.get(index).take(new Request(loop.known.get(index)));
    arriveLater();
  }

  /** Adds a server; its index. */
  int add(double meanMillis) {
    servers.add(new Server(meanMillis));
    loops.forEach(loop -> loop.known.add(new KnownLoad()));
    return servers.size() - 1;
  }

  /** From now on clients give up requests after that long. */
  void patience(Duration patience) {
    patienceNanos = patience.toNanos();
  }

  void hang(int server) {
    servers.get(server).hung = true;
  }

  void goOn(int server) {
    servers.get(server).hung = false;
    servers.get(server).work();
  }

  /** Lets time pass; which share of the requests of that time each server got. */
  double[] run(Duration duration) {
    chosen = new int[servers.size()];
    long until = nowNanos + duration.toNanos();
    while (events.element().atNanos() <= until) {
      Event next = events.remove();
      nowNanos = next.atNanos();
      next.action().run();
    }
    nowNanos = until;
    int sum = 0;
    for (int count : chosen) {
      sum += count;
    }
    double[] shares = new double[chosen.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (double) chosen[i] / sum;
    }
    return shares;
  }
}
