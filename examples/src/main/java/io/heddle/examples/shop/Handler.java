package io.heddle.examples.shop;

import java.io.IOException;

/** Answers a request; one virtual thread a connection, so it may block. */
interface Handler {
  Reply handle(HttpMessage request) throws IOException, InterruptedException;
}
