package io.heddle.proxy.tcp;

import io.heddle.proxy.http.BatchedFlush;
import io.heddle.proxy.memory.LoopMemory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Passes what one channel reads to the other. An end of input passes as the end of the other's
 * output, so that a connection can be half open; on TLS as a bare FIN, because close_notify would
 * end both directions in BoringSSL's engine.
 */
final class TcpRelay extends ChannelInboundHandlerAdapter {
  private final Channel channel;
  private final TcpConnection connection;
  private final LoopMemory memory;
  private @Nullable TcpRelay other;
  private @Nullable BatchedFlush otherFlush;
  private final ArrayDeque<ByteBuf> early = new ArrayDeque<>(2);
  private long bytes;
  private boolean inputEnded;

  TcpRelay(Channel channel, TcpConnection connection, LoopMemory memory) {
    this.channel = channel;
    this.connection = connection;
    this.memory = memory;
  }

  /** From now on what is read goes to the other channel. */
  void connectTo(TcpRelay target) {
    other = target;
    otherFlush = new BatchedFlush(target.channel);
    while (!early.isEmpty()) {
      pass(takeEarly(), target.channel, otherFlush);
    }
    if (inputEnded) {
      endOutput(target.channel);
    }
    read();
  }

  /** Lets reading go on, unless there is nothing left to read: an end can be read for ever. */
  private void read() {
    if (!inputEnded) {
      channel.config().setAutoRead(true);
    }
  }

  Channel channel() {
    return channel;
  }

  long bytes() {
    return bytes;
  }

  boolean inputEnded() {
    return inputEnded;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf part = (ByteBuf) message;
    bytes += part.readableBytes();
    connection.touch();
    if (other == null || otherFlush == null) {
      // Reading is stopped until there is somewhere to send to, but epoll reads what is left when
      // the other side ends its output.
      early.add(part);
      memory.add(part.readableBytes());
    } else {
      pass(part, other.channel, otherFlush);
    }
  }

  private ByteBuf takeEarly() {
    ByteBuf part = early.remove();
    memory.remove(part.readableBytes());
    return part;
  }

  private void pass(ByteBuf part, Channel target, BatchedFlush flush) {
    var _ = target.write(part, target.voidPromise());
    flush.request();
    if (!target.isWritable()) {
      channel.config().setAutoRead(false);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable() && other != null) {
      other.read();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !inputEnded) {
      inputEnded = true;
      if (other != null) {
        endOutput(other.channel);
      }
      connection.onInputEnded();
    } else if (event instanceof SslCloseCompletionEvent) {
      closeAfterFlush();
    }
  }

  private static void endOutput(Channel target) {
    target
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(done -> {
          if (target instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
          }
        });
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    while (!early.isEmpty()) {
      takeEarly().release();
    }
    ctx.fireChannelInactive();
  }

  void closeAfterFlush() {
    if (channel.isActive()) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else {
      var _ = channel.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    connection.close();
  }
}
