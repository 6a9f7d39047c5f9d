package io.heddle.proxy.listener;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** How sockets are driven on this machine: epoll where it is there, NIO elsewhere. */
record Transports(
    EventLoopGroup group,
    Class<? extends ServerSocketChannel> server,
    Class<? extends SocketChannel> client) {

  static Transports create(int loops) {
    DefaultThreadFactory threads = new DefaultThreadFactory("data", true);
    if (Epoll.isAvailable()) {
      return new Transports(
          new MultiThreadIoEventLoopGroup(loops, threads, KeptEpoll.newFactory()),
          EpollServerSocketChannel.class,
          EpollSocketChannel.class);
    }
    return new Transports(
        new MultiThreadIoEventLoopGroup(loops, threads, NioIoHandler.newFactory()),
        NioServerSocketChannel.class,
        NioSocketChannel.class);
  }
}
