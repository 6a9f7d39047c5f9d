package io.heddle.controlplane.cli;

import io.heddle.certs.RenewalSchedule;
import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.identity.CertificateFolder;
import io.heddle.controlplane.identity.FileIssuer;
import io.heddle.controlplane.identity.StateDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Issues a certificate of the mesh to a workload without a sidecar of ours. */
@Command(
    name = "issue",
    description = {
      "Writes tls.crt, tls.key and ca.crt for a workload without a Heddle sidecar, such as an Envoy"
          + " or a gRPC server.",
      "All three change in one step; with --watch they are renewed at half life, and follow a"
          + " rotation of the root."
    },
    footer = "Whoever may read the state directory may be any workload.")
public final class CertIssueCommand implements Callable<Integer> {
  private static final InstantSource CLOCK = InstantSource.system();

  /** For a rotation of the root. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private static final Duration MIN_LIFETIME = Duration.ofSeconds(2);
  private static final Duration MAX_LIFETIME = Duration.ofDays(90);

  @Option(
      names = "--identity",
      required = true,
      paramLabel = "ID",
      description = "spiffe://<trust domain>/ns/<namespace>/sa/<service>")
  private String identity = "";

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "the control plane's state directory, with its authority")
  private Path state = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "where the files are written; made if missing, for its owner only")
  private Path out = Path.of("");

  @Option(
      names = "--lifetime",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = DurationConverter.class,
      description = "of each certificate, 2s to 90d (default: ${DEFAULT-VALUE})")
  private Duration lifetime = Duration.ofHours(24);

  @Option(names = "--watch", description = "go on: renew at half life until told to end")
  private boolean watch;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    SpiffeId id = id();
    Duration life = lifetime();
    SecureRandom random = new SecureRandom();
    FileIssuer issuer =
        new FileIssuer(existing(state), id, life, new CertificateFolder(out), CLOCK, random);
    say(issue(issuer));
    if (watch) {
      renew(issuer, new RenewalSchedule(System::nanoTime, random));
    }
    return 0;
  }

  /** What cannot be renewed is tried again while the certificate before still lives. */
  private void renew(FileIssuer issuer, RenewalSchedule schedule) throws InterruptedException {
    schedule.issued(lifetime);
    while (true) {
      Duration wait = schedule.untilDue();
      Thread.sleep(wait.compareTo(LOOK_EVERY) < 0 ? wait : LOOK_EVERY);
      try {
        if (schedule.untilDue().isZero() || isOutdated(issuer)) {
          say(issue(issuer));
          schedule.issued(lifetime);
        }
      } catch (CommandFailedException e) {
        spec.commandLine().getErr().println(e.getMessage());
        spec.commandLine().getErr().flush();
        schedule.failed();
      }
    }
  }

  private boolean isOutdated(FileIssuer issuer) throws CommandFailedException {
    try {
      return issuer.isOutdated();
    } catch (IOException e) {
      throw CommandFailedException.failed(
          "state: " + state + ": " + e + " (expected: a directory that can be read)");
    }
  }

  private Instant issue(FileIssuer issuer) throws CommandFailedException {
    try {
      return issuer.issue();
    } catch (IOException e) {
      throw CommandFailedException.failed(
          "out: " + out + ": " + e + " (expected: a directory that can be written)");
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw CommandFailedException.failed("state: " + e.getMessage());
    }
  }

  private void say(Instant notAfter) {
    PrintWriter output = spec.commandLine().getOut();
    output.println(out.resolve("tls.crt") + ": " + identity + " until " + notAfter);
    output.flush();
  }

  private static StateDirectory existing(Path directory) throws CommandFailedException {
    StateDirectory found = new StateDirectory(directory);
    if (!Files.isRegularFile(found.authority().resolve("ca.crt"))) {
      throw CommandFailedException.failed(
          "state: "
              + directory
              + ": no authority (expected: the state directory of a control plane that has run)");
    }
    return found;
  }

  private SpiffeId id() throws CommandFailedException {
    try {
      SpiffeId id = SpiffeId.parse(identity);
      if (!id.path().matches("/ns/[^/]+/sa/[^/]+")) {
        throw new IllegalArgumentException(
            identity + " (expected: spiffe://<trust domain>/ns/<namespace>/sa/<service>)");
      }
      return id;
    } catch (IllegalArgumentException e) {
      throw CommandFailedException.wrongUse("identity: " + e.getMessage());
    }
  }

  private Duration lifetime() throws CommandFailedException {
    if (lifetime.compareTo(MIN_LIFETIME) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw CommandFailedException.wrongUse("lifetime: " + lifetime + " (expected: 2s to 90d)");
    }
    return lifetime;
  }
}
