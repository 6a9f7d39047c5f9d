package io.heddle.proxy.xds;

/** What a session begins with. */
record Hello(String instanceUid, Claims claims) {}
