package io.heddle.proxy.xds;

/** How a gRPC call ended. */
record GrpcStatus(Code code, String message) {
  static GrpcStatus of(Code code, String message) {
    return new GrpcStatus(code, message);
  }

  /** What an HTTP status means when a proxy answered instead of a gRPC server. */
  static GrpcStatus ofHttp(String status) {
    Code code =
        switch (status) {
          case "400" -> Code.INTERNAL;
          case "401" -> Code.UNAUTHENTICATED;
          case "403" -> Code.PERMISSION_DENIED;
          case "404" -> Code.UNIMPLEMENTED;
          case "429", "502", "503", "504" -> Code.UNAVAILABLE;
          default -> Code.UNKNOWN;
        };
    return new GrpcStatus(code, "HTTP status " + status + " (expected: 200)");
  }

  @Override
  public String toString() {
    return message.isEmpty() ? code.name() : code + ": " + message;
  }

  /** gRPC's status codes. */
  enum Code {
    OK(0),
    CANCELLED(1),
    UNKNOWN(2),
    INVALID_ARGUMENT(3),
    DEADLINE_EXCEEDED(4),
    NOT_FOUND(5),
    ALREADY_EXISTS(6),
    PERMISSION_DENIED(7),
    RESOURCE_EXHAUSTED(8),
    FAILED_PRECONDITION(9),
    ABORTED(10),
    OUT_OF_RANGE(11),
    UNIMPLEMENTED(12),
    INTERNAL(13),
    UNAVAILABLE(14),
    DATA_LOSS(15),
    UNAUTHENTICATED(16);

    private final int number;

    Code(int number) {
      this.number = number;
    }

    static Code ofNumber(String number) {
      for (Code code : values()) {
        if (String.valueOf(code.number).equals(number)) {
          return code;
        }
      }
      return UNKNOWN;
    }
  }
}
