package io.heddle.controlplane.cli;

import io.heddle.controlplane.model.ServiceName;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A port of a Service: what an outbound listener is for. */
record ServicePortName(ServiceName service, int port) {
  private static final String SUFFIX = ".svc.cluster.local";
  private static final String LABEL = "[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?";
  private static final Pattern HOST =
      Pattern.compile(
          "(?<name>"
              + LABEL
              + ")(?:\\.(?<namespace>"
              + LABEL
              + ")(?:\\.svc(?:\\.cluster\\.local)?)?)?");
  private static final Pattern LISTENER =
      Pattern.compile(
          "(?<name>[^.]+)\\.(?<namespace>[^.]+)" + Pattern.quote(SUFFIX) + ":(?<port>[0-9]+)");

  /**
   * What a client means by a host, as a sidecar takes it: {@code catalog}, {@code catalog.shop},
   * {@code catalog.shop.svc} or the whole name; empty when it is none of these.
   *
   * @param namespace of the client
   */
  static Optional<ServicePortName> dialled(String host, int port, String namespace) {
    Matcher written = HOST.matcher(host.toLowerCase(Locale.ROOT));
    if (!written.matches()) {
      return Optional.empty();
    }
    String other = written.group("namespace");
    return Optional.of(
        new ServicePortName(
            new ServiceName(other == null ? namespace : other, written.group("name")), port));
  }

  /** Empty for a listener that is not outbound. */
  static Optional<ServicePortName> ofListener(String name) {
    Matcher listener = LISTENER.matcher(name);
    return listener.matches()
        ? Optional.of(
            new ServicePortName(
                new ServiceName(listener.group("namespace"), listener.group("name")),
                Integer.parseInt(listener.group("port"))))
        : Optional.empty();
  }

  String listener() {
    return service.host() + ":" + port;
  }
}
