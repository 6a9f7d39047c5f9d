package io.heddle.examples.demo;

import io.heddle.examples.market.MarketPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command lines of the processes that a demo is made of. */
public final class Commands {
  private final Jvms jvms;

  private Commands(Jvms jvms) {
    this.jvms = jvms;
  }

  /** From {@code HEDDLE_HOME}, else the nearest folder above here that has the built modules. */
  public static Commands find() throws IOException {
    return find(RecordedStarts.used());
  }

  static Commands find(RecordedStarts starts) throws IOException {
    return new Commands(new Jvms(home(), starts));
  }

  private static Path home() throws IOException {
    @Nullable String set = System.getenv("HEDDLE_HOME");
    @Nullable Path candidate = set == null ? Path.of("").toAbsolutePath() : Path.of(set);
    while (candidate != null && !Files.isDirectory(candidate.resolve("control-plane/target"))) {
      candidate = set == null ? candidate.getParent() : null;
    }
    if (candidate == null) {
      throw new IOException(
          "HEDDLE_HOME: " + set + " (expected: the repository's root, with its modules built)");
    }
    return candidate;
  }

  List<String> controlPlane(MeshFiles files, Addresses addresses, PartPlan plan)
      throws IOException {
    List<String> command = operator("-Xmx256m");
    command.addAll(List.of("control-plane", "--files", files.objects().toString()));
    command.addAll(List.of("--state", files.controlPlaneState().toString()));
    command.addAll(List.of("--listen", addresses.xds(), "--admin", addresses.admin()));
    if (!addresses.plaintext().isEmpty()) {
      command.addAll(List.of("--xds-plaintext", addresses.plaintext()));
    }
    long lifetimeMillis = plan.times().certificateLifetime().toMillis();
    command.addAll(List.of("--certificate-lifetime", lifetimeMillis + "ms"));
    addWithout(command, plan.without(), EnumSet.of(Protection.BARRIER, Protection.GATE));
    return command;
  }

  List<String> token(String service, String version, int uses, Path state) throws IOException {
    List<String> command = operator("-Xmx64m");
    command.addAll(List.of("token", "create", "--service", service, "--namespace", "shop"));
    command.addAll(List.of("--label", "app=" + service, "--label", "version=" + version));
    command.addAll(List.of("--uses", Integer.toString(uses), "--state", state.toString()));
    return command;
  }

  /** What an operator types after {@code heddle}, for the control plane's program. */
  public List<String> heddle(String... arguments) throws IOException {
    List<String> command = operator("-Xmx64m");
    command.addAll(List.of(arguments));
    return command;
  }

  /** The same, for the sidecar's program. */
  public List<String> sidecar() throws IOException {
    return jvms.command(Program.SIDECAR);
  }

  private List<String> operator(String heap) throws IOException {
    return jvms.command(Program.CONTROL_PLANE, heap);
  }

  /** Sidecar and application as one unit. */
  List<String> run(SidecarSpec sidecar, AppSpec app) throws IOException {
    List<String> command = jvms.command(Program.SUPERVISOR);
    command.add("run");
    addSettings(command, sidecar);
    command.add("--");
    command.addAll(shop(app));
    return command;
  }

  /** What an operator types after {@code heddle run}. */
  public List<String> run(List<String> arguments) throws IOException {
    List<String> command = jvms.command(Program.SUPERVISOR);
    command.add("run");
    command.addAll(arguments);
    return command;
  }

  /** A sidecar alone. */
  public List<String> proxy(SidecarSpec sidecar) throws IOException {
    List<String> command = jvms.command(Program.SIDECAR);
    command.add("proxy");
    addSettings(command, sidecar);
    return command;
  }

  private static void addSettings(List<String> command, SidecarSpec spec) {
    command.addAll(List.of("--control-plane", spec.controlPlane(), "--join-token", spec.token()));
    command.addAll(List.of("--state", spec.state().toString()));
    command.addAll(List.of("--inbound", "http:" + spec.appPort(), "--health", "http:/healthz"));
    command.addAll(List.of("--admin", "127.0.0.1:0", "--health-listen", "127.0.0.1:0"));
    if (spec.catalogPort().isPresent()) {
      command.addAll(List.of("--outbound", "catalog:80=" + spec.catalogPort().getAsInt()));
    }
    addWithout(command, spec.without(), EnumSet.of(Protection.BARRIER, Protection.UNPROCESSED));
  }

  List<String> shop(AppSpec app) throws IOException {
    List<String> command = jvms.command(Program.SHOP, "-Xmx64m");
    command.addAll(List.of("--role", app.role(), "--port", Integer.toString(app.port())));
    command.addAll(List.of("--ledger", app.ledger().toString(), "--version", app.version()));
    command.addAll(List.of("--seed", Long.toString(app.seed())));
    if (app.upstreamPort().isPresent()) {
      command.addAll(List.of("--upstream", "127.0.0.1:" + app.upstreamPort().getAsInt()));
    }
    if (app.manners() == AppSpec.Manners.RUDE) {
      command.add("--rude");
    }
    return command;
  }

  List<String> market(MarketPorts ports, Path ledger, String version) throws IOException {
    List<String> command = jvms.command(Program.MARKET, "-Xmx96m");
    command.addAll(List.of("--http", Integer.toString(ports.http())));
    command.addAll(List.of("--h2", Integer.toString(ports.h2())));
    command.addAll(List.of("--grpc", Integer.toString(ports.grpc())));
    command.addAll(List.of("--tcp", Integer.toString(ports.tcp())));
    command.addAll(List.of("--ledger", ledger.toString(), "--version", version));
    return command;
  }

  private static void addWithout(
      List<String> command, Set<Protection> without, Set<Protection> known) {
    known.retainAll(without);
    known.forEach(protection -> command.addAll(List.of("--without", protection.flag())));
  }

  /** Where a control plane listens; port 0 takes any, and no plaintext address is none. */
  record Addresses(String xds, String admin, String plaintext) {}
}
