package io.heddle.proxy.xds;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/** The event loop of a connection, with the kind of channel that fits it. */
public record NettyTransport(EventLoop loop, Class<? extends Channel> channelType) {}
