package io.heddle.examples.demo;

import io.heddle.examples.shop.ShopApp;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command lines of the processes that a demo is made of. */
public final class Commands {
  private static final List<String> SMALL_JVM =
      List.of(
          "-Xshare:auto",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED");

  private final Path home;

  private Commands(Path home) {
    this.home = home;
  }

  /** From {@code HEDDLE_HOME}, else the nearest folder above here that has the built modules. */
  public static Commands find() throws IOException {
    @Nullable String set = System.getenv("HEDDLE_HOME");
    @Nullable Path candidate = set == null ? Path.of("").toAbsolutePath() : Path.of(set);
    while (candidate != null && !Files.isDirectory(candidate.resolve("control-plane/target"))) {
      candidate = set == null ? candidate.getParent() : null;
    }
    if (candidate == null) {
      throw new IOException(
          "HEDDLE_HOME: " + set + " (expected: the repository's root, with its modules built)");
    }
    return new Commands(candidate);
  }

  List<String> controlPlane(MeshFiles files, Addresses addresses, PartPlan plan)
      throws IOException {
    List<String> command = operator("-Xmx256m");
    command.addAll(List.of("control-plane", "--files", files.objects().toString()));
    command.addAll(List.of("--state", files.controlPlaneState().toString()));
    command.addAll(List.of("--listen", addresses.xds(), "--admin", addresses.admin()));
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

  private List<String> operator(String heap) throws IOException {
    List<String> command = java(heap);
    command.addAll(List.of("-cp", classPath("control-plane"), "io.heddle.controlplane.Main"));
    return command;
  }

  /** Sidecar and application as one unit. */
  List<String> run(SidecarSpec sidecar, AppSpec app) throws IOException {
    List<String> command = sidecar("run", sidecar);
    command.add("--");
    command.addAll(shop(app));
    return command;
  }

  /** A sidecar alone. */
  public List<String> proxy(SidecarSpec sidecar) throws IOException {
    return sidecar("proxy", sidecar);
  }

  private List<String> sidecar(String subcommand, SidecarSpec spec) throws IOException {
    List<String> command = java("-Xmx96m");
    command.addAll(List.of("-cp", classPath("proxy"), "io.heddle.proxy.Main", subcommand));
    command.addAll(List.of("--control-plane", spec.controlPlane(), "--join-token", spec.token()));
    command.addAll(List.of("--state", spec.state().toString()));
    command.addAll(List.of("--inbound", "http:" + spec.appPort(), "--health", "http:/healthz"));
    command.addAll(List.of("--admin", "127.0.0.1:0", "--health-listen", "127.0.0.1:0"));
    if (spec.catalogPort().isPresent()) {
      command.addAll(List.of("--outbound", "catalog:80=" + spec.catalogPort().getAsInt()));
    }
    addWithout(command, spec.without(), EnumSet.of(Protection.BARRIER, Protection.UNPROCESSED));
    return command;
  }

  List<String> shop(AppSpec app) throws IOException {
    List<String> command = java("-Xmx64m");
    command.addAll(List.of("-cp", ownClassPath(), ShopApp.class.getName()));
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

  private static List<String> java(String heap) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SMALL_JVM);
    command.add(heap);
    return command;
  }

  private static void addWithout(
      List<String> command, Set<Protection> without, Set<Protection> known) {
    known.retainAll(without);
    known.forEach(protection -> command.addAll(List.of("--without", protection.flag())));
  }

  private String classPath(String module) throws IOException {
    Path target = home.resolve(module).resolve("target");
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(target, "heddle-" + module + "-*.jar")) {
      for (Path jar : jars) {
        return jar + ":" + target.resolve("lib") + "/*";
      }
    }
    throw new IOException(target + ": no jar of " + module + " (expected: the module is built)");
  }

  private static String ownClassPath() throws IOException {
    try {
      return Path.of(ShopApp.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IOException("class path of the demo application", e);
    }
  }

  /** Where a control plane listens; port 0 takes any. */
  record Addresses(String xds, String admin) {}
}
