package io.heddle.proxy.http1;

import io.heddle.proxy.http.Failure;

/** Stands in the pipeline for a head that was refused. */
record InvalidHead(Failure failure, String detail) {}
