package io.heddle.proxy.evaluate;

import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.WeightedCluster;

/**
 * One of the clusters that a request may go to.
 *
 * @param request as it is sent there
 * @param responseEdits done to what comes back
 */
record Share(WeightedCluster cluster, SentOn request, HeaderEdits responseEdits) {}
