package io.heddle.controlplane;

import io.heddle.controlplane.admin.ReportedProblem;
import io.heddle.controlplane.admin.ReportedProblem.Severity;
import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.rollout.InstanceBook;
import io.heddle.controlplane.status.ObjectProblems;
import io.heddle.controlplane.xds.ProxyView;
import io.heddle.controlplane.xds.ProxyView.RejectedResource;
import io.heddle.controlplane.xds.XdsServer;
import java.util.ArrayList;
import java.util.List;

/** Everything that is not as it should be, gathered when asked. Confined to the mesh thread. */
final class Problems {
  private final MeshState state;
  private final XdsServer xds;
  private final InstanceBook book;
  private final IdentityReports identities;

  Problems(MeshState state, XdsServer xds, InstanceBook book, IdentityReports identities) {
    this.state = state;
    this.xds = xds;
    this.book = book;
    this.identities = identities;
  }

  List<ReportedProblem> all() {
    List<ReportedProblem> problems = new ArrayList<>();
    ObjectProblems.of(state.objects(), state.model())
        .forEach(problem -> problems.add(report(problem)));
    for (ProxyView proxy : xds.proxies()) {
      proxy.rejected().forEach(resource -> problems.add(report(proxy, resource)));
    }
    addFailure(problems, "instances", book.problem());
    addFailure(problems, "identities", identities.failure());
    return problems;
  }

  private static ReportedProblem report(Problem problem) {
    String field = problem.field().isEmpty() ? "" : problem.field() + ": ";
    String hint =
        problem.suggestion().isEmpty() ? "" : " (did you mean \"" + problem.suggestion() + "\"?)";
    return new ReportedProblem(
        problem.isError() ? Severity.ERROR : Severity.WARNING,
        problem.reason().display(),
        problem.place().toString(),
        problem.object().toString(),
        field + problem.message() + hint);
  }

  private static ReportedProblem report(ProxyView proxy, RejectedResource resource) {
    return new ReportedProblem(
        Severity.ERROR,
        "Rejected",
        "proxy " + proxy.identity().uid(),
        resource.key().name(),
        "rejected: " + resource.error());
  }

  private static void addFailure(List<ReportedProblem> problems, String source, String failure) {
    if (!failure.isEmpty()) {
      problems.add(new ReportedProblem(Severity.ERROR, "NotKept", source, "", failure));
    }
  }
}
