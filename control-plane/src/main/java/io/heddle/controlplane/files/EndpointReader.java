package io.heddle.controlplane.files;

import io.heddle.controlplane.model.EndpointSlice.Member;
import io.heddle.controlplane.model.InstanceState;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Reads one endpoint of a slice: who it is by its first address, and its health. */
final class EndpointReader {
  private static final int MAX_ADDRESSES = 100;

  private EndpointReader() {}

  static Optional<Member> read(Field element) {
    Fields fields = element.fields();
    Optional<String> address = fields.require("addresses").flatMap(EndpointReader::address);
    InstanceState state =
        fields.find("conditions").map(EndpointReader::state).orElse(InstanceState.SERVING);
    String zone = fields.find("zone").map(Field::string).orElse("");
    fields.skip("deprecatedTopology", "hints", "hostname", "nodeName", "targetRef");
    fields.finish();
    return address.map(it -> new Member(it, zone, state));
  }

  private static Optional<String> address(Field field) {
    long errors = field.report().errors();
    List<Field> addresses = field.list(MAX_ADDRESSES);
    if (addresses.isEmpty()) {
      if (field.report().errors() == errors) {
        field.report().invalid(field, "no addresses (expected: at least 1)");
      }
      return Optional.empty();
    }
    Field first = addresses.getFirst();
    try {
      return Optional.of(InetAddress.ofLiteral(first.string()).getHostAddress());
    } catch (IllegalArgumentException _) {
      first.report().invalid(first, first.shown() + " (expected: an IP address)");
      return Optional.empty();
    }
  }

  /** What is not said is as good as ready; one that only still serves is leaving. */
  private static InstanceState state(Field field) {
    Fields fields = field.fields();
    boolean ready = fields.find("ready").map(it -> it.flag(true)).orElse(true);
    boolean serving = fields.find("serving").map(it -> it.flag(ready)).orElse(ready);
    boolean terminating = fields.find("terminating").map(it -> it.flag(false)).orElse(false);
    fields.finish();
    if (terminating) {
      return serving ? InstanceState.DRAINING : InstanceState.RELEASED;
    }
    return ready ? InstanceState.SERVING : InstanceState.PENDING;
  }
}
