package io.heddle.proxy.http;

import org.jspecify.annotations.Nullable;

/** What of a head goes on to the other side, after the edits. */
public final class ForwardedHead implements HeadView.FieldVisitor {
  private final HeadEdits edits;
  private final HeadView.FieldVisitor target;
  private final String @Nullable [] dropped;

  private ForwardedHead(
      HeadEdits edits, HeadView.FieldVisitor target, String @Nullable [] dropped) {
    this.edits = edits;
    this.target = target;
    this.dropped = dropped;
  }

  /**
   * Shows {@code target} the fields that pass, without those that frame a message: the writer of
   * the other side frames anew. The mesh's own fields pass only when an edit adds them.
   */
  public static void copy(HeadView from, HeadEdits edits, HeadView.FieldVisitor target) {
    String connection = from.header("connection");
    String[] dropped = connection == null ? null : connection.split(",");
    from.forEachField(new ForwardedHead(edits, target, dropped));
    edits.forEachAdded(target);
  }

  @Override
  public void field(CharSequence name, CharSequence value) {
    if (HeaderRules.isConnectionSpecific(name)
        || HeaderRules.isPrivate(name)
        || edits.removes(name)
        || isDropped(name)) {
      return;
    }
    target.field(name, value);
  }

  private boolean isDropped(CharSequence name) {
    if (dropped == null) {
      return false;
    }
    for (String token : dropped) {
      String named = token.strip();
      if (HeaderRules.sameName(named, name)) {
        return HeaderRules.isDroppable(named);
      }
    }
    return false;
  }
}
