package io.heddle.proxy.route;

/**
 * A rule that does not get a request, and why.
 *
 * @param index among the rules of its virtual host, from 0
 * @param why the first condition that does not hold, what the request has and what is expected
 */
public record NearMiss(int index, String name, String why) {}
