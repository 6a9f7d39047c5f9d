package io.heddle.proxy.tcp;

import io.heddle.proxy.http.BatchedFlush;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import org.jspecify.annotations.Nullable;

/**
 * Passes what one channel reads to the other. An end of input passes as the end of the other's
 * output, so that a connection can be half open; on TLS as a bare FIN, because close_notify would
 * end both directions in BoringSSL's engine.
 */
final class TcpRelay extends ChannelInboundHandlerAdapter {
  private final Channel channel;
  private final TcpConnection connection;
  private @Nullable Channel other;
  private @Nullable BatchedFlush otherFlush;
  private long bytes;
  private boolean inputEnded;

  TcpRelay(Channel channel, TcpConnection connection) {
    this.channel = channel;
    this.connection = connection;
  }

  void connectTo(Channel target) {
    other = target;
    otherFlush = new BatchedFlush(target);
    if (inputEnded) {
      endOutput(target);
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
    Channel target = other;
    if (target == null || otherFlush == null) {
      // Reads were stopped before there was anywhere to send to.
      part.release();
      connection.close();
      return;
    }
    bytes += part.readableBytes();
    connection.touch();
    var _ = target.write(part, target.voidPromise());
    otherFlush.request();
    if (!target.isWritable()) {
      channel.config().setAutoRead(false);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable() && other != null) {
      other.config().setAutoRead(true);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !inputEnded) {
      inputEnded = true;
      if (other != null) {
        endOutput(other);
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
