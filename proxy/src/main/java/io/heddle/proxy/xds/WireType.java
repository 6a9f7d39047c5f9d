package io.heddle.proxy.xds;

/** How a protobuf field's value is laid out; the constants are the tag's low three bits. */
final class WireType {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int DELIMITED = 2;
  static final int START_GROUP = 3;
  static final int END_GROUP = 4;
  static final int FIXED32 = 5;

  private WireType() {}
}
