package io.heddle.proxy;

import io.heddle.proxy.admin.ConfigDump;
import io.heddle.proxy.admin.Page;
import io.heddle.proxy.admin.Pages;
import io.heddle.proxy.lifecycle.InstanceLifecycle;
import io.heddle.proxy.lifecycle.LifecycleStatus;
import io.heddle.proxy.listener.DataPath;
import io.heddle.proxy.listener.InboundActivity;
import io.heddle.proxy.telemetry.JsonText;
import io.heddle.proxy.telemetry.Telemetry;
import io.heddle.proxy.xds.ConfigClient;

/** What operators and probes can ask a sidecar. */
final class OperatorPages {
  private final ConfigClient client;
  private final InstanceLifecycle lifecycle;
  private final DataPath dataPath;
  private final LocalNames names;
  private final Telemetry telemetry;

  OperatorPages(
      ConfigClient client,
      InstanceLifecycle lifecycle,
      DataPath dataPath,
      LocalNames names,
      Telemetry telemetry) {
    this.client = client;
    this.lifecycle = lifecycle;
    this.dataPath = dataPath;
    this.names = names;
    this.telemetry = telemetry;
  }

  Pages admin() {
    return health()
        .add("/stats", this::metrics)
        .add("/config_dump", () -> Page.json(ConfigDump.of(names.latest())))
        .add("/v1/lifecycle", () -> Page.json(lifecycle(lifecycle.status())));
  }

  Pages health() {
    return new Pages()
        .add("/healthz", () -> Page.text("ok\n"))
        .add("/readyz", this::ready)
        .add("/metrics", this::metrics);
  }

  private Page metrics() {
    return new Page(200, "text/plain; version=0.0.4; charset=utf-8", telemetry.scrape());
  }

  private Page ready() {
    LifecycleStatus status = lifecycle.status();
    return status.ready()
        ? Page.text("ready\n")
        : Page.unavailable("waiting for: " + status.waitingFor() + "\n");
  }

  private String lifecycle(LifecycleStatus status) {
    InboundActivity activity = dataPath.activity();
    JsonText json =
        new JsonText()
            .open('{')
            .member("uid", client.instanceUid())
            .member("state", status.state())
            .name("healthy")
            .truth(status.healthy())
            .member("cause", status.cause())
            .name("ready")
            .truth(status.ready())
            .member("waitingFor", status.waitingFor())
            .name("released")
            .truth(status.released())
            .member("gate", dataPath.gate().state().name())
            .name("laggards")
            .open('[');
    status.laggards().forEach(json::value);
    return json.close(']')
            .name("activity")
            .open('{')
            .member("meshConnections", activity.meshConnections())
            .member("otherConnections", activity.otherConnections())
            .member("inFlight", activity.inFlight())
            .close('}')
            .close('}')
        + "\n";
  }
}
