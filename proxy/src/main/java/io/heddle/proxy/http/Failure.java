package io.heddle.proxy.http;

/** Every way in which the mesh itself ends an exchange, with the response that says so. */
public enum Failure {
  CONNECT_FAILURE("UF", 503, "connection_refused"),
  UPSTREAM_CUT("UC", 502, "connection_terminated"),
  BAD_RESPONSE("UC", 502, "http_protocol_error"),
  NO_HEALTHY_ENDPOINT("UH", 503, "destination_unavailable"),
  OVERFLOW("UO", 503, "connection_limit_reached"),
  OVER_MEMORY("OM", 503, "proxy_internal_error"),
  RESPONSE_TIMEOUT("UT", 504, "http_response_timeout"),
  REQUEST_TIMEOUT("UT", 408, "http_request_error"),
  NO_ROUTE("NR", 404, "destination_not_found"),
  NO_LISTENER("NR", 503, "destination_not_found"),
  NO_CLUSTER("NC", 500, "destination_not_found"),
  /** A call that its instance's drain has ended; its client calls again, elsewhere. */
  MOVED("MV", 503, "destination_unavailable"),
  NOT_PROCESSED("UR", 503, "destination_unavailable"),
  BAD_REQUEST("DPE", 400, "http_request_error"),
  HEAD_TOO_LARGE("DPE", 431, "http_request_error"),
  METHOD_REFUSED("DPE", 405, "http_request_error"),
  VERSION_REFUSED("DPE", 505, "http_request_error"),
  EXPECTATION_REFUSED("DPE", 417, "http_request_error"),
  DOWNSTREAM_CUT("DC", 499, "connection_terminated");

  private final String flag;
  private final int status;
  private final String error;

  Failure(String flag, int status, String error) {
    this.flag = flag;
    this.status = status;
    this.error = error;
  }

  /** The response flag of logs and metrics. */
  public String flag() {
    return flag;
  }

  /** The status of the response; 499 is only ever recorded. */
  public int status() {
    return status;
  }

  /** The field {@code proxy-status} (RFC 9209). */
  String proxyStatus(String detail) {
    return proxyStatusStart() + "; details=\"" + flag + ": " + quotable(detail) + "\"";
  }

  /** What the field begins with. */
  String proxyStatusStart() {
    return "heddle; error=" + error;
  }

  /** Details can name what others sent; a structured-field string holds printable ASCII only. */
  private static String quotable(String detail) {
    StringBuilder safe = new StringBuilder(detail.length());
    for (int i = 0; i < detail.length(); i++) {
      char c = detail.charAt(i);
      safe.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? '?' : c);
    }
    return safe.toString();
  }
}
