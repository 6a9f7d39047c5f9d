package io.heddle.proxy.http;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The facts of an exchange, noted as they become known. */
public final class ExchangeRecord implements ExchangeFacts {
  private static final int CLIENT_LEFT = 499;
  private static final String RETRIES_REFUSED = "URX";

  private final ServerStream stream;
  private final LongSupplier nanoTicker;
  private final long startNanos;

  private String routeName = "";
  private String clusterName = "";
  private String endpointUid = "";
  private String endpointAddress = "";
  private @Nullable Failure failure;
  private String detail = "";
  private int status;
  private boolean madeByMesh;
  private boolean cut;
  private long requestBytes;
  private long responseBytes;
  private long dispatchNanos;
  private long responseNanos;
  private long endNanos;
  private int redispatched;
  private int repeated;
  private int retried;
  private boolean retriesRefused;

  ExchangeRecord(ServerStream stream, LongSupplier nanoTicker) {
    this.stream = stream;
    this.nanoTicker = nanoTicker;
    this.startNanos = nanoTicker.getAsLong();
  }

  void routed(String name) {
    routeName = name;
  }

  void onDispatched() {
    dispatchNanos = nanoTicker.getAsLong();
  }

  void responded(int responseStatus) {
    status = responseStatus;
    responseNanos = nanoTicker.getAsLong();
  }

  void failed(Failure cause, String more) {
    failure = cause;
    detail = more;
  }

  void noteMadeByMesh() {
    madeByMesh = true;
  }

  /** The other sidecar answered, not its application. */
  public void answeredByPeer() {
    madeByMesh = true;
  }

  void wasCut() {
    cut = true;
  }

  /** That is no failure of anybody else's; a response that had begun keeps its status. */
  void clientLeft(String more) {
    failed(Failure.DOWNSTREAM_CUT, more);
    if (status == 0) {
      status = CLIENT_LEFT;
    }
  }

  /** Did the response come to its end, as far as the mesh could see to it? */
  public boolean isWhole() {
    return !cut && failure != Failure.DOWNSTREAM_CUT;
  }

  void requestBytes(int more) {
    requestBytes += more;
  }

  void responseBytes(int more) {
    responseBytes += more;
  }

  void ended() {
    endNanos = nanoTicker.getAsLong();
  }

  void chose(String cluster) {
    clusterName = cluster;
  }

  public void tried(String uid, String address) {
    endpointUid = uid;
    endpointAddress = address;
  }

  public void countRedispatch() {
    redispatched++;
  }

  public void countRepeat() {
    repeated++;
  }

  /** The route wants it: no unwanted repetition. */
  public void countRetry() {
    retried++;
  }

  /** What ends the exchange would have been tried again, had it not been tried too often. */
  public void retriesRefused() {
    retriesRefused = true;
  }

  @Override
  public DownstreamConnection connection() {
    return stream.connection();
  }

  @Override
  public RequestHead request() {
    return stream.request();
  }

  @Override
  public String routeName() {
    return routeName;
  }

  @Override
  public String clusterName() {
    return clusterName;
  }

  @Override
  public String endpointUid() {
    return endpointUid;
  }

  @Override
  public String endpointAddress() {
    return endpointAddress;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String flag() {
    String flag = failure == null ? "" : failure.flag();
    if (!retriesRefused || failure == Failure.DOWNSTREAM_CUT) {
      return flag;
    }
    return flag.isEmpty() ? RETRIES_REFUSED : flag + "," + RETRIES_REFUSED;
  }

  @Override
  public String detail() {
    return detail;
  }

  @Override
  public boolean madeByMesh() {
    return madeByMesh;
  }

  @Override
  public boolean cut() {
    return cut;
  }

  @Override
  public long requestBytes() {
    return requestBytes;
  }

  @Override
  public long responseBytes() {
    return responseBytes;
  }

  @Override
  public long durationNanos() {
    return endNanos - startNanos;
  }

  @Override
  public long upstreamNanos() {
    return responseNanos == 0 || dispatchNanos == 0 ? 0 : responseNanos - dispatchNanos;
  }

  @Override
  public int redispatched() {
    return redispatched;
  }

  @Override
  public int repeated() {
    return repeated;
  }

  @Override
  public int retried() {
    return retried;
  }
}
