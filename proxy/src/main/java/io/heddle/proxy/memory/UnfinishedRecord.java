package io.heddle.proxy.memory;

import io.netty.buffer.ByteBuf;

/** How much has come of a TLS record that is not whole: the TLS handler keeps it. */
final class UnfinishedRecord {
  private static final int HEADER = 5;
  private static final int LENGTH_AT = 3;

  private int come;
  private int length;

  int bytes() {
    return come;
  }

  void read(ByteBuf in) {
    int at = in.readerIndex();
    while (at < in.writerIndex()) {
      if (come < HEADER) {
        header(in.getByte(at++) & 0xff);
      } else {
        int taken = Math.min(in.writerIndex() - at, HEADER + length - come);
        at += taken;
        come += taken;
      }
      if (come >= HEADER && come == HEADER + length) {
        come = 0;
        length = 0;
      }
    }
  }

  private void header(int value) {
    if (come >= LENGTH_AT) {
      length = length << Byte.SIZE | value;
    }
    come++;
  }
}
