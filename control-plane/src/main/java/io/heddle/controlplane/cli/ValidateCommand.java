package io.heddle.controlplane.cli;

import io.heddle.controlplane.cli.ClientOptions.Format;
import io.heddle.controlplane.cli.ClientOptions.FormatName;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the mistakes in objects before a control plane reads them. */
@Command(
    name = "validate",
    description = "Finds the mistakes in Services and HTTPRoutes; needs no control plane.",
    footer = {
      "All that is given is taken for the whole mesh: a Service that a route names",
      "must be part of it. A [warning] keeps nothing from being in force.",
      "",
      "  heddle validate objects",
      "  heddle validate services.yaml routes.yaml",
      "  kubectl get services,httproutes -o yaml | heddle validate -",
      "",
      "Exits 0 without a problem, 1 with problems or warnings, 2 if it cannot be read."
    })
public final class ValidateCommand implements Callable<Integer> {
  private final InputStream in;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "YAML; of a directory what control-plane --files reads; - is standard input")
  private List<Path> given = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      converter = FormatName.class,
      description = "text or json (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  @Spec private CommandSpec spec = CommandSpec.create();

  public ValidateCommand() {
    this(System.in);
  }

  ValidateCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Validation validation = Validation.of(new ObjectPaths(given, in).read());
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> validation.print(out);
      case JSON -> ClientOptions.printJson(validation.json(), out);
    }
    return validation.problems().isEmpty() ? 0 : 1;
  }
}
