package io.heddle.controlplane.cli;

import io.heddle.certs.AuthorityFiles;
import io.heddle.certs.AuthorityPair;
import io.heddle.certs.KeyHash;
import io.heddle.controlplane.identity.RotationFiles;
import io.heddle.controlplane.identity.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts the next root into the state directory, where the control plane finds it. */
@Command(
    name = "rotate",
    description = "Replaces the root, without a request lost; the control plane carries it out.",
    footer = {
      "Both roots are trusted first; when every sidecar has acknowledged that, the new one signs; when",
      "nobody has a certificate of the old one, that goes. heddle cert status shows how far it is.",
      "Whoever may write the state directory may do this."
    })
public final class CertRotateCommand implements Callable<Integer> {
  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "the control plane's state directory")
  private Path state = Path.of("");

  @Option(
      names = "--ca-cert",
      paramLabel = "FILE",
      description = "your own: the signing certificate, then its issuers up to the root")
  private @Nullable Path certificate;

  @Option(
      names = "--ca-key",
      paramLabel = "FILE",
      description = "the private key of the first of them")
  private @Nullable Path key;

  @Option(
      names = "--abort",
      description = "give a rotation up, while nothing was signed with the new root")
  private boolean abort;

  @Option(
      names = "--trust-domain",
      paramLabel = "DOMAIN",
      defaultValue = "cluster.local",
      description = "if the present root does not name it (default: ${DEFAULT-VALUE})")
  private String trustDomain = "cluster.local";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailedException {
    if ((certificate == null) != (key == null) || (abort && certificate != null)) {
      throw CommandFailedException.wrongUse(
          "--ca-cert, --ca-key, --abort: together (expected: the first two, the last, or none)");
    }
    try {
      say();
      return 0;
    } catch (IllegalArgumentException e) {
      throw CommandFailedException.wrongUse(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw CommandFailedException.failed(
          "state: " + state + ": " + e + " (expected: files that can be read and written)");
    }
  }

  private void say() throws IOException {
    RotationFiles files = files();
    var out = spec.commandLine().getOut();
    if (abort) {
      out.println("root " + files.abort() + " is given up; nothing was signed with it");
    } else {
      out.println("root " + begin(files) + " is trusted as soon as the control plane sees it.");
      out.println(
          "When every sidecar has acknowledged it, it signs all certificates; when no other is in use,"
              + " the present root goes.");
      out.println(
          "Join tokens that were made before go with it. heddle cert status shows how far it is.");
    }
    out.flush();
  }

  private KeyHash begin(RotationFiles files) throws IOException {
    return certificate == null || key == null
        ? files.begin()
        : files.begin(new AuthorityPair(certificate, key), new SecureRandom());
  }

  private RotationFiles files() throws IOException {
    StateDirectory directory = new StateDirectory(state);
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    AuthorityFiles present = new AuthorityFiles(directory.authority(), trustDomain, clock, random);
    String named = present.exist() ? present.namedTrustDomain().orElse(trustDomain) : trustDomain;
    return new RotationFiles(directory, named, clock, random);
  }
}
