package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.controlplane.Version;
import io.heddle.controlplane.check.ControlPlaneFacts;
import io.heddle.controlplane.check.ControlPlaneFacts.OpenFiles;
import io.heddle.controlplane.check.ControlPlaneFacts.RunningProcess;
import io.heddle.controlplane.check.Fact;
import io.heddle.controlplane.check.MeshFacts;
import io.heddle.controlplane.check.MeshFacts.Proxy;
import io.heddle.controlplane.check.gather.MeshGathering;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Asks a control plane what checks want to know. */
final class ControlPlaneGathering {
  private final AdminClient client;
  private final String address;
  private final InstantSource clock;
  private final Runnable pause;

  /** The pause is between two looks at proxies that are behind. */
  ControlPlaneGathering(AdminClient client, String address, InstantSource clock, Runnable pause) {
    this.client = client;
    this.address = address;
    this.clock = clock;
    this.pause = pause;
  }

  Fact<ControlPlaneFacts> gather() {
    try {
      String unready = client.unready();
      JsonNode process = client.get("/v1/process");
      Instant askedAt = clock.instant();
      Instant now = Instant.parse(process.path("now").asText());
      return new Fact.Found<>(
          new ControlPlaneFacts(
              address,
              unready,
              new RunningProcess(
                  process.path("version").asText(),
                  Version.own(),
                  now,
                  askedAt,
                  new OpenFiles(
                      process.path("openFiles").asLong(), process.path("openFilesLimit").asLong())),
              mesh(now)));
    } catch (CommandFailedException e) {
      return new Fact.Unknown<>(String.valueOf(e.getMessage()));
    } catch (DateTimeParseException e) {
      return new Fact.Unknown<>(noTime("/v1/process", e));
    }
  }

  private Fact<MeshFacts> mesh(Instant now) {
    try {
      return new Fact.Found<>(meshAt(now));
    } catch (CommandFailedException e) {
      return new Fact.Unknown<>(String.valueOf(e.getMessage()));
    } catch (DateTimeParseException e) {
      return new Fact.Unknown<>(noTime("/v1", e));
    }
  }

  private String noTime(String page, DateTimeParseException e) {
    return address + page + ": \"" + e.getParsedString() + "\" (expected: a time)";
  }

  private MeshFacts meshAt(Instant now) throws CommandFailedException {
    List<Proxy> proxies = proxies();
    return new MeshFacts(
        now,
        MeshGathering.authority(client.get("/v1/authority")),
        MeshGathering.services(client.get("/v1/services")),
        MeshGathering.instances(client.get("/v1/instances")),
        proxies,
        later(proxies),
        MeshGathering.notKept(client.get("/v1/problems")));
  }

  private List<Proxy> later(List<Proxy> proxies) throws CommandFailedException {
    if (proxies.stream().allMatch(it -> it.pending() == 0)) {
      return proxies;
    }
    pause.run();
    return proxies();
  }

  private List<Proxy> proxies() throws CommandFailedException {
    return MeshGathering.proxies(client.get("/v1/proxies"));
  }
}
