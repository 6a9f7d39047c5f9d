package io.heddle.controlplane.cli;

import io.heddle.controlplane.cli.ClientOptions.Format;
import io.heddle.controlplane.cli.ClientOptions.FormatName;
import io.heddle.controlplane.files.ObjectFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
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
  private static final Path STANDARD_INPUT = Path.of("-");
  private static final String EXPECTED = " (expected: a file or a directory that can be read)";

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
    ObjectFiles files = new ObjectFiles();
    for (Path path : given) {
      add(path, files);
    }
    Validation validation = Validation.of(files.objects());
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> validation.print(out);
      case JSON -> ClientOptions.printJson(validation.json(), out);
    }
    return validation.problems().isEmpty() ? 0 : 1;
  }

  private void add(Path path, ObjectFiles files) throws CommandFailedException {
    try {
      if (path.equals(STANDARD_INPUT)) {
        files.add("<stdin>", in.readAllBytes());
      } else if (Files.isDirectory(path)) {
        for (Path file : ObjectFiles.in(path)) {
          files.add(shown(path, file), file);
        }
      } else if (Files.isReadable(path)) {
        files.add(path.normalize().toString(), path);
      } else {
        throw CommandFailedException.wrongUse(
            path + (Files.exists(path) ? ": cannot be read" : ": not found") + EXPECTED);
      }
    } catch (IOException e) {
      throw CommandFailedException.wrongUse(path + ": cannot be read: " + e + EXPECTED);
    }
  }

  /** As the control plane calls the file, unless that may mean several. */
  private String shown(Path directory, Path file) {
    Path name = file.getFileName();
    return (given.size() == 1 ? name : directory.resolve(name).normalize()).toString();
  }
}
