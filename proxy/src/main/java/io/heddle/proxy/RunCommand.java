package io.heddle.proxy;

import io.heddle.proxy.ProxyConfig.Membership;
import io.heddle.proxy.supervisor.Commands;
import io.heddle.proxy.supervisor.OrphanWatch;
import io.heddle.proxy.supervisor.SidecarJvm;
import io.heddle.proxy.supervisor.StopOrder;
import io.heddle.proxy.supervisor.Supervisor;
import io.heddle.proxy.supervisor.SupervisorTimes;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code heddle run}: a sidecar and its application as one unit. Loads nothing of the sidecar. */
final class RunCommand implements Callable<Integer> {
  private static final String END_OF_OPTIONS = "--";

  private final CommandSpec spec;
  private final Map<String, String> environment;
  private final PrintStream out;

  private RunCommand(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
    this.spec = CommandSpec.wrapWithoutInspection(this);
  }

  static CommandLine create(Map<String, String> environment, PrintStream out) {
    RunCommand command = new RunCommand(environment, out);
    ProxyOptions.addTo(command.spec);
    command.spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("-- COMMAND")
            .arity("1..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("The application, behind two dashes.")
            .build());
    command
        .spec
        .usageMessage()
        .description(
            "A sidecar and its application as one unit: started, drained and stopped in the right"
                + " order; the exit code is the application's.");
    return new CommandLine(command.spec);
  }

  @Override
  public Integer call() throws InterruptedException {
    ParseResult parsed = spec.commandLine().getParseResult();
    ProxyConfig config = ProxyOptions.config(parsed, environment);
    SupervisorTimes times =
        new SupervisorTimes(
            config.drain().bound().plus(config.drain().settle()).plusSeconds(1), config.grace());
    StopOrder order =
        config.without().contains(Mechanism.BARRIER)
            ? StopOrder.TOGETHER
            : StopOrder.SIDECAR_DRAINS_FIRST;
    Supervisor supervisor = new Supervisor(times, order, commands(parsed, config), out);
    if (environment.containsKey(OrphanWatch.STARTED_BY_UP)) {
      OrphanWatch.start(System.in, supervisor::stopForGood);
    }
    return supervisor.run();
  }

  private Commands commands(ParseResult parsed, ProxyConfig config) {
    List<String> all = originalArguments(parsed);
    int end = all.indexOf(END_OF_OPTIONS);
    if (end < 0) {
      throw new ParameterException(
          spec.commandLine(), "command: no -- before it (expected: OPTIONS -- COMMAND)");
    }
    List<String> sidecar = new ArrayList<>(all.subList(0, end));
    sidecar.set(0, "proxy");
    Map<String, String> sidecarEnvironment = new HashMap<>(SidecarJvm.ENVIRONMENT);
    sidecarEnvironment.put(ProxyCommand.SUPERVISED, "1");
    return new Commands(
        SidecarJvm.command(Main.class.getName(), withoutToken(sidecar, config, sidecarEnvironment)),
        sidecarEnvironment,
        all.subList(end + 1, all.size()),
        Set.of(Settings.JOIN_TOKEN.variable(), OrphanWatch.STARTED_BY_UP));
  }

  /** A secret on a command line can be read by every user of the machine. */
  private static List<String> withoutToken(
      List<String> arguments, ProxyConfig config, Map<String, String> sidecarEnvironment) {
    String flag = Settings.JOIN_TOKEN.flag();
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).equals(flag)) {
        i++;
      } else if (!arguments.get(i).startsWith(flag + "=")) {
        rest.add(arguments.get(i));
      }
    }
    if (config.mesh().membership() instanceof Membership.Session session) {
      session
          .joinToken()
          .ifPresent(token -> sidecarEnvironment.put(Settings.JOIN_TOKEN.variable(), token));
    }
    return rest;
  }

  private List<String> originalArguments(ParseResult parsed) {
    CommandLine root = spec.commandLine().getParent();
    return root == null ? parsed.originalArgs() : root.getParseResult().originalArgs();
  }
}
