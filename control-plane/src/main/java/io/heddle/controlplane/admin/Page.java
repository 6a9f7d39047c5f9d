package io.heddle.controlplane.admin;

/** What one path of the admin server answers; called on a thread of its own that may wait. */
interface Page {
  Reply answer(Query query) throws BadQueryException, UnansweredException;
}
