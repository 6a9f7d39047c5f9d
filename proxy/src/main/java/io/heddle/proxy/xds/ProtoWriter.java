package io.heddle.proxy.xds;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Writes a protobuf message field by field; values that are proto3's defaults are left out. */
final class ProtoWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ProtoWriter text(int field, String value) {
    return value.isEmpty() ? this : delimited(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtoWriter texts(int field, Collection<String> values) {
    values.forEach(value -> delimited(field, value.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  ProtoWriter bytes(int field, byte[] value) {
    return value.length == 0 ? this : delimited(field, value);
  }

  /** Written even when it is empty: that it is there says something. */
  ProtoWriter message(int field, ProtoWriter value) {
    return delimited(field, value.toBytes());
  }

  ProtoWriter number(int field, long value) {
    if (value != 0) {
      varint((long) field << 3 | WireType.VARINT);
      varint(value);
    }
    return this;
  }

  /** A {@code double}. */
  ProtoWriter real(int field, double value) {
    long bits = Double.doubleToRawLongBits(value);
    if (bits != 0) {
      varint((long) field << 3 | WireType.FIXED64);
      for (int shift = 0; shift < 64; shift += 8) {
        out.write((int) (bits >>> shift));
      }
    }
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  private ProtoWriter delimited(int field, byte[] value) {
    varint((long) field << 3 | WireType.DELIMITED);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
