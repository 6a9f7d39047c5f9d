package io.heddle.examples.e2e;

import io.heddle.examples.demo.Deployer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Changes a shop's objects and replicas again and again, the same way for the same seed. */
final class Editor {
  /** Requests that are let through in the state that an edit has brought. */
  private static final int REQUESTS_IN_BETWEEN = 25;

  private final Trial trial;
  private final Deployer green;
  private final Path objects;
  private final Random random;
  private final Map<Edit, Integer> done = new EnumMap<>(Edit.class);
  private final List<Window> windows = new ArrayList<>();
  private Manifest manifest = Manifest.blue();
  private int greenReplicas;

  /** What can be done. */
  enum Edit {
    REORDER_RULES,
    SHIFT_WEIGHTS,
    DELETE_GREEN_SERVICE,
    CREATE_GREEN_SERVICE,
    MOVE_SELECTOR,
    ADD_REPLICA,
    REMOVE_REPLICA
  }

  /** A time in which one version alone was in force on every proxy. */
  record Window(Instant from, Instant to, String version) {}

  Editor(Trial trial, Deployer green, Path objects, long seed) {
    this.trial = trial;
    this.green = green;
    this.objects = objects;
    this.random = new Random(seed);
    this.greenReplicas = green.replicas().size();
  }

  /** Each edit follows at once, or after every proxy has the one before, as chance has it. */
  void edit(int times) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      Edit edit = choose();
      apply(edit);
      done.merge(edit, 1, Integer::sum);
      if (isFileEdit(edit) && random.nextBoolean()) {
        Convergence.await(trial.admin());
        stay();
      } else {
        var _ = Convergence.isReached(trial.admin());
      }
    }
    Convergence.await(trial.admin());
  }

  Map<Edit, Integer> done() {
    return done;
  }

  List<Window> windows() {
    return windows;
  }

  private Edit choose() {
    // Each once at first, then by chance; starting and stopping processes takes long.
    List<Edit> possible = new ArrayList<>(possible());
    Collections.shuffle(possible, random);
    return possible.stream()
        .filter(edit -> !done.containsKey(edit))
        .findFirst()
        .orElseGet(() ->
            possible.stream()
                .filter(edit -> isFileEdit(edit) || random.nextInt(4) == 0)
                .findFirst()
                .orElse(Edit.REORDER_RULES));
  }

  private Set<Edit> possible() {
    Set<Edit> possible = EnumSet.of(Edit.REORDER_RULES, Edit.MOVE_SELECTOR);
    if (manifest.green() == Manifest.Green.DELETED) {
      possible.add(Edit.CREATE_GREEN_SERVICE);
    } else {
      possible.add(Edit.SHIFT_WEIGHTS);
      if (manifest.blueWeight() == 100) {
        possible.add(Edit.DELETE_GREEN_SERVICE);
      }
    }
    possible.add(greenReplicas < 3 ? Edit.ADD_REPLICA : Edit.REMOVE_REPLICA);
    return possible;
  }

  private static boolean isFileEdit(Edit edit) {
    return switch (edit) {
      case REORDER_RULES,
          SHIFT_WEIGHTS,
          DELETE_GREEN_SERVICE,
          CREATE_GREEN_SERVICE,
          MOVE_SELECTOR ->
          true;
      case ADD_REPLICA, REMOVE_REPLICA -> false;
    };
  }

  private void apply(Edit edit) throws IOException, InterruptedException {
    switch (edit) {
      case REORDER_RULES -> {
        List<String> rules = new ArrayList<>(manifest.rules());
        Collections.rotate(rules, 1);
        write(manifest.withRules(rules));
      }
      case SHIFT_WEIGHTS -> write(manifest.withBlueWeight(manifest.blueWeight() == 100 ? 0 : 100));
      case DELETE_GREEN_SERVICE -> write(manifest.withGreen(Manifest.Green.DELETED));
      case CREATE_GREEN_SERVICE -> write(manifest.withGreen(Manifest.Green.EXISTS));
      case MOVE_SELECTOR ->
          write(
              manifest.withBlueSelector(
                  manifest.blueSelector().equals(Manifest.BLUE_APP)
                      ? Manifest.GREEN_APP
                      : Manifest.BLUE_APP));
      case ADD_REPLICA -> {
        green.add("v2");
        greenReplicas++;
      }
      case REMOVE_REPLICA -> {
        green.removeLast();
        greenReplicas--;
      }
    }
  }

  private void write(Manifest next) throws IOException {
    manifest = next;
    next.write(objects);
  }

  /** The version that all requests go to. */
  private String version() {
    boolean blue =
        manifest.blueWeight() == 100 && manifest.blueSelector().equals(Manifest.BLUE_APP);
    return blue ? "v1" : "v2";
  }

  private void stay() throws InterruptedException {
    Instant from = InstantSource.system().instant();
    trial.settle(REQUESTS_IN_BETWEEN);
    windows.add(new Window(from, InstantSource.system().instant(), version()));
  }
}
