package io.heddle.perf.controlplane;

/**
 * The memory of a control plane with all its proxies connected.
 *
 * @param heapKib live objects, after a full collection
 * @param rssKib of the whole process
 */
record Footprint(int streams, String contender, int round, long heapKib, long rssKib) {}
