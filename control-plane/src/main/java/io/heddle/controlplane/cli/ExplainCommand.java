package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.heddle.controlplane.cli.Explanation.Question;
import io.heddle.controlplane.files.ObjectSet;
import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.model.ServiceName;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what becomes of a request, and why. */
@Command(
    name = "explain",
    description = "Says what becomes of a request: the rule, its backends and what else it does.",
    footer = {
      "The sidecar's own code answers, with what it would have from the control plane,",
      "or with --files from one that reads these and has no instances.",
      "",
      "  heddle explain --from shop/web --request 'GET http://catalog/items?x=1'",
      "  heddle explain --from shop/web --request http://catalog/ -H 'x-beta: 1' --files objects",
      "",
      "Exits 0 if a rule takes the request, 1 if none does, 2 for wrong use."
    })
public final class ExplainCommand implements Callable<Integer> {
  private final Evaluator evaluator;
  private final InputStream in;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "[NAMESPACE/]NAME",
      converter = Caller.Converter.class,
      description = "the Service or instance that sends the request (namespace: default)")
  private Caller caller = new Caller(new ServiceName("", ""));

  @Option(
      names = "--request",
      required = true,
      paramLabel = "[METHOD] URL",
      converter = RequestLine.Converter.class,
      description = "such as 'GET http://catalog/items?x=1'")
  private RequestLine request = new RequestLine("", "", "", 0, "");

  @Option(
      names = {"-H", "--header"},
      paramLabel = "NAME: VALUE",
      converter = RequestHeader.Converter.class,
      description = "of the request; may be repeated")
  private List<RequestHeader> headers = new ArrayList<>();

  @Option(
      names = "--files",
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "objects to read in the place of asking a control plane; - is standard input")
  private List<Path> files = new ArrayList<>();

  @Mixin private ClientOptions options = new ClientOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  public ExplainCommand() {
    this(EvaluatorProcess.of(System.getenv()), System.in);
  }

  ExplainCommand(Evaluator evaluator, InputStream in) {
    this.evaluator = evaluator;
    this.in = in;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Explanation explanation = explain();
    PrintWriter out = spec.commandLine().getOut();
    if (options.wantsJson()) {
      ClientOptions.printJson(explanation.json(), out);
    } else {
      new ExplanationText(explanation).print(out);
    }
    return explanation.isTaken() ? 0 : 1;
  }

  private Explanation explain() throws CommandFailedException {
    if (!files.isEmpty()) {
      if (ClientOptions.namesControlPlane(spec)) {
        throw CommandFailedException.wrongUse("--admin and --files (expected: one of them)");
      }
      ObjectSet objects = new ObjectPaths(files, in).read();
      warn(objects);
      return explainIn(WrittenMesh.of(objects));
    }
    try (AdminClient client = options.client()) {
      return explainIn(new LiveMesh(client));
    }
  }

  private Explanation explainIn(KnownMesh mesh) throws CommandFailedException {
    caller.requireIn(mesh);
    Destination destination = new Destination(request, caller);
    ServicePortName port = destination.port();
    Optional<ArrayNode> resources = mesh.resources(port.listener());
    if (resources.isEmpty()) {
      throw destination.missing(port, mesh.ports());
    }
    Question question = new Question(request, headers, caller, port.listener());
    return Explanation.of(question, evaluator.evaluate(question.json(resources.get())));
  }

  /** What is not in force decides nothing, which may be what is to be explained. */
  private void warn(ObjectSet objects) {
    PrintWriter err = spec.commandLine().getErr();
    Validation.of(objects).problems().stream()
        .filter(Problem::isError)
        .forEach(problem -> err.println(Validation.line(problem)));
    err.flush();
  }
}
