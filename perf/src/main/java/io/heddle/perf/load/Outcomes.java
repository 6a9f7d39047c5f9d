package io.heddle.perf.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * What became of every request of a run, a few bytes each.
 *
 * <p>Written by the generator's thread; to be read by others once the run has ended.
 */
public final class Outcomes {
  /** What became of one request. */
  public enum State {
    PENDING,
    ANSWERED,
    FAILED
  }

  private static final int MAX_VERSIONS = 255;

  private final String idPrefix;
  private final List<String> versions = new ArrayList<>();
  private final BitSet posts = new BitSet();
  private final BitSet answered = new BitSet();
  private final BitSet failed = new BitSet();
  private byte[] versionIndexes = new byte[1024];
  private int size;

  /**
   * @param idPrefix what ids begin with, before a dash and the sequence number
   */
  public Outcomes(String idPrefix) {
    this.idPrefix = idPrefix + "-";
    versions.add("");
  }

  /** Counts a request that is about to be sent; its sequence number. */
  public int add(Method method) {
    if (size == versionIndexes.length) {
      versionIndexes = Arrays.copyOf(versionIndexes, size * 2);
    }
    posts.set(size, method == Method.POST);
    return size++;
  }

  public void answered(int sequence, String version) {
    answered.set(sequence);
    versionIndexes[sequence] = indexOf(version);
  }

  public void failed(int sequence) {
    failed.set(sequence);
  }

  private byte indexOf(String version) {
    int index = versions.indexOf(version);
    if (index < 0) {
      if (versions.size() > MAX_VERSIONS) {
        throw new IllegalStateException("versions: more than " + MAX_VERSIONS);
      }
      index = versions.size();
      versions.add(version);
    }
    return (byte) index;
  }

  /** How many requests were sent; their sequence numbers are 0 to one less. */
  public int size() {
    return size;
  }

  public String id(int sequence) {
    return idPrefix + sequence;
  }

  /** The sequence number of an id of this run; empty for any other text. */
  public OptionalInt sequence(String id) {
    if (!id.startsWith(idPrefix) || id.length() > idPrefix.length() + 9) {
      return OptionalInt.empty();
    }
    String digits = id.substring(idPrefix.length());
    if (!digits.matches("0|[1-9][0-9]*")) {
      return OptionalInt.empty();
    }
    int sequence = Integer.parseInt(digits);
    return sequence < size ? OptionalInt.of(sequence) : OptionalInt.empty();
  }

  public State state(int sequence) {
    if (answered.get(sequence)) {
      return State.ANSWERED;
    }
    return failed.get(sequence) ? State.FAILED : State.PENDING;
  }

  public Method method(int sequence) {
    return posts.get(sequence) ? Method.POST : Method.GET;
  }

  /** The version that the answer named; empty if there was none. */
  public String version(int sequence) {
    return versions.get(versionIndexes[sequence] & 0xff);
  }
}
