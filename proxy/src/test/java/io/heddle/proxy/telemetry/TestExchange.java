package io.heddle.proxy.telemetry;

import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.DownstreamConnection.Kind;
import io.heddle.proxy.http.ExchangeFacts;
import io.heddle.proxy.http.RequestHead;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An exchange that went as a test says. */
record TestExchange(
    DownstreamConnection connection,
    String clusterName,
    String endpointUid,
    int status,
    String flag,
    Origin origin,
    int repeated)
    implements ExchangeFacts {

  /** Where the response came from. */
  enum Origin {
    APPLICATION,
    MESH,
    CUT
  }

  static final String CATALOG = "outbound|80||catalog.shop.svc.cluster.local";

  static TestExchange outbound(int status) {
    return new TestExchange(
        connection(Direction.OUTBOUND, Kind.PLAINTEXT, ""),
        CATALOG,
        "catalog-1",
        status,
        "",
        Origin.APPLICATION,
        0);
  }

  static TestExchange inbound(String peer) {
    return new TestExchange(
        connection(Direction.INBOUND, Kind.MESH, peer),
        "inbound|8080||",
        "",
        200,
        "",
        Origin.APPLICATION,
        0);
  }

  static DownstreamConnection connection(Direction direction, Kind kind, String peer) {
    return new DownstreamConnection(
        direction,
        kind,
        peer,
        "listener",
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000),
        15_080);
  }

  TestExchange to(String cluster) {
    return new TestExchange(connection, cluster, endpointUid, status, flag, origin, repeated);
  }

  TestExchange at(String uid) {
    return new TestExchange(connection, clusterName, uid, status, flag, origin, repeated);
  }

  TestExchange failed(int madeStatus, String madeFlag) {
    return new TestExchange(
        connection, clusterName, endpointUid, madeStatus, madeFlag, Origin.MESH, repeated);
  }

  TestExchange wasCut() {
    return new TestExchange(
        connection, clusterName, endpointUid, status, flag, Origin.CUT, repeated);
  }

  TestExchange leftByItsClient() {
    return new TestExchange(
        connection, clusterName, endpointUid, status, "DC", Origin.APPLICATION, repeated);
  }

  TestExchange wasRepeated() {
    return new TestExchange(connection, clusterName, endpointUid, status, flag, origin, 1);
  }

  @Override
  public RequestHead request() {
    return new TestRequest("GET", "/items?secret=1");
  }

  @Override
  public String routeName() {
    return "default";
  }

  @Override
  public String endpointAddress() {
    return "127.0.0.1:15080";
  }

  @Override
  public String detail() {
    return "say \"why\"\n";
  }

  @Override
  public boolean madeByMesh() {
    return origin == Origin.MESH;
  }

  @Override
  public boolean cut() {
    return origin == Origin.CUT;
  }

  @Override
  public long requestBytes() {
    return 10;
  }

  @Override
  public long responseBytes() {
    return 2_000;
  }

  @Override
  public long durationNanos() {
    return 30_000_000;
  }

  @Override
  public long upstreamNanos() {
    return 20_000_000;
  }

  @Override
  public int redispatched() {
    return 0;
  }

  @Override
  public int retried() {
    return 3;
  }
}
