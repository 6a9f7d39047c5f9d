package io.heddle.perf.micro;

import io.heddle.perf.command.Invocation;
import io.heddle.perf.process.Clocks;
import io.heddle.perf.process.Commit;
import io.heddle.perf.process.Machine;
import io.heddle.perf.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code perf/run micro}: what single parts cost, in time and in bytes. */
@Command(
    name = "micro",
    description = {
      "Runs the benchmarks of router, balancer, head scanner, translation, xDS cache, encoding and decoding.",
      "Writes JMH's data and a page. Takes about 12 minutes as it is, and wants the host for itself.",
      "Exits 1 if a benchmark failed."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class MicroCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "REGEX",
      defaultValue = "",
      description = "Only those whose names it is found in.")
  private String pattern = "";

  @Option(
      names = "--quick",
      description = "Only to see that all run, in about a minute; the figures are coarse.")
  private boolean quick;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "What is shown: text, the page; json, JMH's data (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TEXT;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where data and page are written (default: perf/results).")
  private @Nullable Path out;

  /** What is shown in the end. */
  enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() throws Exception {
    Invocation invocation = Invocation.of(spec);
    Pattern wanted = invocation.plan(() -> compiled(pattern));
    Path home = invocation.home();
    MicroPage.Setup setup = setup(invocation);
    WorkDirectory work = WorkDirectory.create();
    // What failed is found in the logs there, so it is deleted only after all went well.
    Results results = run(home, work, wanted.pattern(), setup.size());
    String page = MicroPage.of(setup, results.measured());
    Path file = results.write(page, out == null ? home.resolve("perf/results") : out);
    work.delete();
    System.out.print(format == Format.JSON ? results.text() : page);
    System.err.println(file);
    return 0;
  }

  private static Pattern compiled(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "REGEX: " + regex + " (expected: a regular expression)", e);
    }
  }

  private Results run(Path home, WorkDirectory work, String wanted, Size size)
      throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"));
    Steps steps = new Steps(home, work, System.err::println);
    return new Micro(home, java, work, steps).run(wanted, size);
  }

  private MicroPage.Setup setup(Invocation invocation) throws InterruptedException {
    return new MicroPage.Setup(
        invocation.text(),
        Clocks.SYSTEM.clock().instant().toString().substring(0, 10),
        Commit.of(invocation.home()),
        Machine.ofThisHost(),
        quick ? Size.QUICK : Size.FULL);
  }
}
