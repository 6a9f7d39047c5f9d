package io.heddle.controlplane.xds;

import io.heddle.controlplane.xds.ResourceSource.Absence;
import io.heddle.controlplane.xds.Subscriptions.Change;
import io.heddle.controlplane.xds.Subscriptions.Everything;

/** Makes dirty what a client's questions about one type have to be answered with. */
final class Answering {
  private final String typeUrl;
  private final Variant variant;
  private final ResourceSource source;
  private final DirtySet dirty;

  Answering(String typeUrl, Variant variant, ResourceSource source, DirtySet dirty) {
    this.typeUrl = typeUrl;
    this.variant = variant;
    this.source = source;
    this.dirty = dirty;
  }

  void answer(Change change, EarlierState earlier, Moment moment) {
    if (change.everything() == Everything.STARTED) {
      source.all().forEach(it -> answerFound(it, earlier, moment));
      earlier.versions().keySet().forEach(name -> answerMissing(name, moment));
    }
    for (String name : change.asked()) {
      source
          .find(name)
          .ifPresentOrElse(
              it -> answerFound(it, earlier, moment), () -> answerMissing(name, moment));
    }
    if (dirty.isEmpty() && needsAnswer(change, earlier)) {
      dirty.owesEmptyAnswer(moment.pendingAt());
    }
  }

  private void answerFound(EncodedResource resource, EarlierState earlier, Moment moment) {
    if (!earlier.includes(resource)) {
      dirty.asked(resource.name(), moment.pendingAt(), moment.generation());
    }
  }

  private void answerMissing(String name, Moment moment) {
    if (variant == Variant.DELTA
        && source.absence() == Absence.REMOVED
        && source.find(name).isEmpty()) {
      dirty.asked(name, moment.pendingAt(), moment.generation());
    }
  }

  /** Whether silence would leave the client waiting, or with something that is gone. */
  private boolean needsAnswer(Change change, EarlierState earlier) {
    return switch (variant) {
      case DELTA -> source.absence() == Absence.REMOVED || earlier.isSomething();
      case STATE_OF_THE_WORLD ->
          change.everything() == Everything.STARTED
              || (TypeUrls.isWholeSet(typeUrl) && earlier.isSomething());
    };
  }

  /** When a question was asked: what it waits for, and what is known by then. */
  record Moment(long pendingAt, long generation) {}
}
