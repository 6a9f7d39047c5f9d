package io.heddle.examples.shop;

/** Which of the shop's two services a process is. */
enum Role {
  /** Takes requests from outside and asks the catalog. */
  WEB,
  /** Answers by itself. */
  CATALOG
}
