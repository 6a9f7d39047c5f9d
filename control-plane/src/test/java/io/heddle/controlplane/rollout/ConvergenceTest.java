package io.heddle.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.rollout.Convergence.Answer;
import io.heddle.controlplane.rollout.FakeMesh.FakeProxy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConvergenceTest {
  private final FakeMesh mesh = new FakeMesh();
  private final Convergence convergence = new Convergence(mesh);
  private final FakeProxy first = mesh.proxy("web-1", "catalog");
  private final FakeProxy second = mesh.proxy("web-2", "catalog");

  @Test
  void anObjectThatWasNeverReadHasNoAnswer() {
    assertThat(convergence.object("HTTPRoute/shop/catalog")).isEmpty();
  }

  @Test
  void anObjectIsConvergedWhenEveryProxyHasAppliedIt() {
    convergence.objectChanged("HTTPRoute/shop/catalog", "abc", 5, Set.of());
    first.applied = 5;
    second.applied = 4;

    assertThat(convergence.object("HTTPRoute/shop/catalog"))
        .contains(new Answer(false, 1, 2, List.of("web-2"), "HTTPRoute/shop/catalog@abc"));

    second.applied = 6;
    assertThat(convergence.object("HTTPRoute/shop/catalog"))
        .contains(new Answer(true, 2, 2, List.of(), "HTTPRoute/shop/catalog@abc"));
  }

  @Test
  void aRejectedResourceIsNotConverged() {
    convergence.objectChanged("HTTPRoute/shop/catalog", "abc", 5, FakeMesh.keys("catalog"));
    first.applied = 5;
    second.applied = 9;
    second.rejected.addAll(FakeMesh.keys("catalog"));

    assertThat(convergence.object("HTTPRoute/shop/catalog").orElseThrow().laggards())
        .containsExactly("web-2");
    assertThat(convergence.object("HTTPRoute/shop/catalog").orElseThrow().converged()).isFalse();
  }

  @Test
  void onlyTheLastChangeOfAnObjectCounts() {
    convergence.objectChanged("HTTPRoute/shop/catalog", "abc", 5, Set.of());
    convergence.objectChanged("HTTPRoute/shop/catalog", "", 8, Set.of());
    first.applied = 5;
    second.applied = 8;

    Answer answer = convergence.object("HTTPRoute/shop/catalog").orElseThrow();

    assertThat(answer.change()).isEqualTo("HTTPRoute/shop/catalog@deleted");
    assertThat(answer.laggards()).containsExactly("web-1");
  }

  @Test
  void anInstanceIsConvergedInItsOwnStateWhenItsClientsKnow() {
    convergence.changed(serving("catalog-1", 5));
    first.applied = 5;
    second.applied = 4;

    assertThat(convergence.instance("catalog-1", InstanceState.SERVING))
        .isEqualTo(new Answer(false, 1, 2, List.of("web-2"), "instance/catalog-1@SERVING"));

    second.applied = 5;
    assertThat(convergence.instance("catalog-1", InstanceState.SERVING).converged()).isTrue();
    assertThat(convergence.instance("catalog-1", InstanceState.DRAINING).converged()).isFalse();
  }

  @Test
  void anInstanceThatIsNotKnownIsNotConverged() {
    assertThat(convergence.instance("catalog-9", InstanceState.SERVING))
        .isEqualTo(new Answer(false, 0, 0, List.of(), ""));
  }

  private static Transition serving(String uid, long generation) {
    FakeSession session = FakeSession.of(uid, "catalog");
    InstanceView view =
        new InstanceView(
            session.registration(),
            session.claims(),
            InstanceState.SERVING,
            Instant.EPOCH,
            InstanceView.Connection.CONNECTED,
            InstanceView.AppHealth.HEALTHY,
            "",
            List.of());
    return new Transition(view, InstanceState.WARMING, generation, FakeMesh.keys("catalog"), 0);
  }

  @Test
  void everythingIsConvergedWhenNobodyIsBehindOrRejectsAnything() {
    convergence.objectChanged("HTTPRoute/shop/catalog", "abc", 5, Set.of());
    assertThat(convergence.everything().converged()).isTrue();

    second.rejected.addAll(FakeMesh.keys("orders"));

    assertThat(convergence.everything())
        .isEqualTo(new Answer(false, 1, 2, List.of("web-2"), "everything"));
  }
}
