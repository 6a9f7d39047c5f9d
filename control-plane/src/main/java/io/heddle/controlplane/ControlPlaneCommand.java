package io.heddle.controlplane;

import io.heddle.controlplane.cli.AddressConverter;
import io.heddle.controlplane.cli.CommandFailedException;
import io.heddle.controlplane.cli.DurationConverter;
import io.heddle.controlplane.identity.IdentityConfig;
import io.heddle.controlplane.rollout.Protections;
import io.heddle.controlplane.rollout.RolloutSettings;
import io.heddle.controlplane.rollout.RolloutTimes;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a control plane until the process is told to end. */
@Command(
    name = "control-plane",
    description = "Serves the mesh: xDS, certificates, rollouts.",
    footer = "Flags win over the environment (HEDDLE_STATE, ...), which wins over --config.")
final class ControlPlaneCommand implements Callable<Integer> {
  private static final String DEFAULT = " (default: ${DEFAULT-VALUE})";

  @Option(
      names = "--files",
      required = true,
      paramLabel = "DIR",
      description = "Services, HTTPRoutes and GRPCRoutes as YAML; read again when they change")
  private @Nullable Path files;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "what outlives a restart: authority, tokens, instances")
  private @Nullable Path state;

  @Option(
      names = "--listen",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.1:15012",
      converter = AddressConverter.class,
      description = "where sidecars connect" + DEFAULT)
  private @Nullable InetSocketAddress listen;

  @Option(
      names = "--admin",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.1:15014",
      converter = AddressConverter.class,
      description = "health, metrics and REST; port 0 takes any" + DEFAULT)
  private @Nullable InetSocketAddress admin;

  @Option(
      names = "--xds-plaintext",
      paramLabel = "ADDR",
      converter = AddressConverter.class,
      description =
          "xDS without TLS and secrets, for Envoy or gRPC on this host: a loopback address"
              + " (default: off)")
  private @Nullable InetSocketAddress xdsPlaintext;

  @Option(
      names = "--trust-domain",
      paramLabel = "DOMAIN",
      defaultValue = "cluster.local",
      description = "of all identities" + DEFAULT)
  private String trustDomain = "";

  @Option(
      names = "--certificate-lifetime",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = DurationConverter.class,
      description = "of workload certificates" + DEFAULT)
  private Duration certificateLifetime = Duration.ZERO;

  @Option(
      names = "--drain-floor",
      paramLabel = "TIME",
      defaultValue = "0s",
      converter = DurationConverter.class,
      description = "least time to drain, for callers outside the mesh" + DEFAULT)
  private Duration drainFloor = Duration.ZERO;

  @Option(
      names = "--without",
      paramLabel = "NAME",
      split = ",",
      description = "protections to switch off, to see what they are for: barrier, gate")
  private Set<String> without = new LinkedHashSet<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    ControlPlane controlPlane = start(config());
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(controlPlane)));
    spec.commandLine()
        .getOut()
        .println(
            "control plane ready: xds "
                + Starting.shown(controlPlane.listen())
                + " admin "
                + Starting.shown(controlPlane.admin())
                + controlPlane
                    .xdsPlaintext()
                    .map(address -> " xds-plaintext " + Starting.shown(address))
                    .orElse(""));
    spec.commandLine().getOut().flush();
    new CountDownLatch(1).await();
    return 0;
  }

  private static ControlPlane start(ControlPlaneConfig config) throws CommandFailedException {
    try {
      return ControlPlane.start(config);
    } catch (StartException e) {
      throw CommandFailedException.failed(String.valueOf(e.getMessage()));
    }
  }

  /** Being told to end is no failure, so the exit code is 0 and not that of the signal. */
  private static void end(ControlPlane controlPlane) {
    controlPlane.close();
    Runtime.getRuntime().halt(0);
  }

  private ControlPlaneConfig config() throws CommandFailedException {
    try {
      return new ControlPlaneConfig(
          given(files),
          given(state),
          given(listen),
          given(admin),
          Optional.ofNullable(xdsPlaintext),
          IdentityConfig.defaults(trustDomain).withLifetime(certificateLifetime),
          new RolloutSettings(
              Protections.without(without), RolloutTimes.DEFAULT.withFloor(drainFloor)));
    } catch (IllegalArgumentException e) {
      throw CommandFailedException.wrongUse(String.valueOf(e.getMessage()));
    }
  }

  private static <T> T given(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(
          "an option without a value (expected: checked by the parser)");
    }
    return value;
  }
}
