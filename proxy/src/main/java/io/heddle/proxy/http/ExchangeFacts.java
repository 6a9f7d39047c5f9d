package io.heddle.proxy.http;

/** What is known of an exchange, for observers; valid during the call that hands it over. */
public interface ExchangeFacts {
  DownstreamConnection connection();

  RequestHead request();

  /** Name of the route; empty when none matched. */
  String routeName();

  /** Name of the cluster; empty when none was chosen. */
  String clusterName();

  /** Of the endpoint that was tried last; empty when none was. */
  String endpointUid();

  /** IP address and port of that endpoint; empty when none was tried. */
  String endpointAddress();

  /** Of the response; 499 when the client left first, 0 when there is none. */
  int status();

  /**
   * Response flag; empty when all went well, {@code DC} when the client left. {@code URX}, alone or
   * behind another: it was tried again too often to be tried once more.
   */
  String flag();

  /** More about the flag; empty when there is none. */
  String detail();

  /** Was the response made by the mesh itself? */
  boolean madeByMesh();

  /** Did the mesh cut the response after it had begun? */
  boolean cut();

  long requestBytes();

  long responseBytes();

  /** From the request's head to the response's end. */
  long durationNanos();

  /** From dispatch to the response's head; 0 when there was none. */
  long upstreamNanos();

  /** How often it was sent elsewhere because it certainly had reached no application. */
  int redispatched();

  /** How often it was sent again after a byte of it had been written to an application. */
  int repeated();

  /** How often it was tried again because its route says so. */
  int retried();
}
