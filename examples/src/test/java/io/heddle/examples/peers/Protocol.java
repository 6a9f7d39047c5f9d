package io.heddle.examples.peers;

/** What a Service's port says of itself. */
enum Protocol {
  TCP("tcp"),
  HTTP("http"),
  H2C("kubernetes.io/h2c"),
  GRPC("grpc");

  private final String appProtocol;

  Protocol(String appProtocol) {
    this.appProtocol = appProtocol;
  }

  String appProtocol() {
    return appProtocol;
  }
}
