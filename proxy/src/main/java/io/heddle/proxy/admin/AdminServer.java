package io.heddle.proxy.admin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Serves pages to operators and probes. */
public final class AdminServer implements AutoCloseable {
  private static final int SECONDS_WITHOUT_REQUEST = 30;
  private static final int BACKLOG = 128;

  private final Channel channel;

  private AdminServer(Channel channel) {
    this.channel = channel;
  }

  /** Opens {@code address}; port 0 is any free one. */
  public static AdminServer open(EventLoopGroup control, InetSocketAddress address, Pages pages)
      throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(control)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel accepted) {
                    accepted
                        .pipeline()
                        .addLast(
                            new ReadTimeoutHandler(SECONDS_WITHOUT_REQUEST),
                            new HttpServerCodec(),
                            new AdminHandler(pages));
                  }
                });
    try {
      return new AdminServer(bootstrap.bind(address).sync().channel());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("bind " + address + ": interrupted", e);
    } catch (Exception e) {
      throw new IOException("bind " + address + ": " + e.getMessage(), e);
    }
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
  }
}
