package io.heddle.proxy;

import io.heddle.proxy.supervisor.Signals;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code heddle proxy}: the sidecar. */
final class ProxyCommand implements Callable<Integer> {
  /** Set where a supervisor speaks on standard input and listens on standard output. */
  static final String SUPERVISED = "HEDDLE_SUPERVISED";

  private final CommandSpec spec;
  private final Map<String, String> environment;
  private final PrintStream out;

  private ProxyCommand(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
    this.spec = CommandSpec.wrapWithoutInspection(this);
  }

  static CommandLine create(Map<String, String> environment, PrintStream out) {
    ProxyCommand command = new ProxyCommand(environment, out);
    ProxyOptions.addTo(command.spec);
    command.spec.usageMessage().description("The sidecar of one instance of a service.");
    return new CommandLine(command.spec);
  }

  @Override
  public Integer call() throws InterruptedException {
    ProxyConfig config = ProxyOptions.config(spec.commandLine().getParseResult(), environment);
    boolean supervised = environment.containsKey(SUPERVISED);
    Master master = supervised ? new SupervisorPipe(System.in, out) : new Alone();
    try (Proxy proxy = Proxy.start(config, master, out)) {
      if (supervised) {
        Signals.ignoreTerminal();
      }
      master.listen(proxy);
      return proxy.awaitExit();
    }
  }
}
