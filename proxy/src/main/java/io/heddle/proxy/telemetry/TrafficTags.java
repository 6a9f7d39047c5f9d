package io.heddle.proxy.telemetry;

import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.DownstreamConnection.Kind;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;

/** Istio's standard labels, so that whoever reads its metrics reads ours. */
final class TrafficTags {
  private TrafficTags() {}

  static Tags of(TrafficKey key, LocalWorkload local) {
    List<Tag> tags = new ArrayList<>();
    switch (key.direction()) {
      case OUTBOUND -> {
        Destination destination = Destination.ofCluster(key.cluster());
        tags.add(Tag.of("reporter", "source"));
        addWorkload(tags, "source", local.workload());
        addWorkload(tags, "destination", workload(destination));
        addService(tags, destination);
      }
      case INBOUND -> {
        tags.add(Tag.of("reporter", "destination"));
        addWorkload(tags, "source", Workload.of(key.peer()));
        addWorkload(tags, "destination", local.workload());
        addService(tags, local.service());
      }
    }
    tags.add(
        Tag.of("request_protocol", key.status() == 0 && key.flag().isEmpty() ? "tcp" : "http"));
    tags.add(Tag.of("response_flags", key.flag().isEmpty() ? "-" : key.flag()));
    tags.add(Tag.of("connection_security_policy", security(key)));
    return Tags.of(tags);
  }

  private static void addWorkload(List<Tag> tags, String end, Workload workload) {
    tags.add(Tag.of(end + "_workload", workload.name()));
    tags.add(Tag.of(end + "_workload_namespace", workload.namespace()));
    tags.add(Tag.of(end + "_principal", workload.principal()));
    tags.add(Tag.of(end + "_app", workload.name()));
    tags.add(Tag.of(end + "_version", Workload.UNKNOWN));
    tags.add(Tag.of(end + "_cluster", Workload.UNKNOWN));
    tags.add(Tag.of(end + "_canonical_service", workload.name()));
    tags.add(Tag.of(end + "_canonical_revision", Workload.UNKNOWN));
  }

  private static void addService(List<Tag> tags, Destination destination) {
    tags.add(Tag.of("destination_service", destination.host()));
    tags.add(Tag.of("destination_service_name", destination.name()));
    tags.add(Tag.of("destination_service_namespace", destination.namespace()));
  }

  /** Which of a service's instances answered is not known at its client; its service is. */
  private static Workload workload(Destination destination) {
    return new Workload(Workload.UNKNOWN, destination.namespace(), destination.name());
  }

  /** A client cannot tell how its request was secured on the way, as Istio sees it. */
  private static String security(TrafficKey key) {
    if (key.direction() == Direction.OUTBOUND) {
      return Workload.UNKNOWN;
    }
    return key.kind() == Kind.PLAINTEXT ? "none" : "mutual_tls";
  }
}
