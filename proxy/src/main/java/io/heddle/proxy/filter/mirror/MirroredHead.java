package io.heddle.proxy.filter.mirror;

import io.heddle.proxy.config.HeaderEdits.Header;
import io.heddle.proxy.config.Mirror;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.ForwardedHead;
import io.heddle.proxy.http.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a head as it is sent on, for the original is valid until its exchange ends only.
 *
 * @param fields without the host
 */
record MirroredHead(
    String method, String target, String authority, List<Header> fields, long bodyLength)
    implements RequestHead {
  private static final String HOST = "host";

  static MirroredHead of(Exchange exchange, Mirror mirror) {
    RequestHead head = exchange.sentOn();
    List<Header> fields = new ArrayList<>();
    ForwardedHead.copy(
        head,
        exchange.requestEdits(),
        (name, value) -> {
          if (!name.toString().equalsIgnoreCase(HOST)) {
            fields.add(new Header(name.toString(), value.toString()));
          }
        });
    return new MirroredHead(
        head.method(),
        head.target(),
        mirror.marksHost() ? marked(head.authority()) : head.authority(),
        fields,
        head.bodyLength());
  }

  /** As Envoy has it, but an IPv6 address, which would be none any more, stays. */
  private static String marked(String authority) {
    if (authority.isEmpty() || authority.startsWith("[")) {
      return authority;
    }
    int port = authority.indexOf(':');
    return port < 0
        ? authority + "-shadow"
        : authority.substring(0, port) + "-shadow" + authority.substring(port);
  }

  MirroredHead withBodyLength(long bytes) {
    return new MirroredHead(method, target, authority, fields, bytes);
  }

  @Override
  public @Nullable String header(String name) {
    if (name.equals(HOST)) {
      return authority;
    }
    String all =
        fields.stream()
            .filter(field -> field.name().equalsIgnoreCase(name))
            .map(Header::value)
            .collect(Collectors.joining(","));
    return all.isEmpty() ? null : all;
  }

  @Override
  public void forEachField(FieldVisitor visitor) {
    visitor.field(HOST, authority);
    for (Header field : fields) {
      visitor.field(field.name(), field.value());
    }
  }
}
