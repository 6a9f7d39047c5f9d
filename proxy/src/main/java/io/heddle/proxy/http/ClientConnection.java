package io.heddle.proxy.http;

/** A connection to an upstream that carries exchanges; belongs to one event loop. */
public interface ClientConnection {
  /** Starts an exchange; only on an active connection with room for one. */
  ClientStream start(RequestHead head, HeadEdits edits, ResponseHandler handler);

  boolean isActive();

  /** How many exchanges could be started on it now, beside those that go on. */
  int room();

  /** Does none go on? */
  boolean isIdle();

  /** Closes it once the exchanges on it have ended; an idle one at once. */
  void closeWhenIdle();

  /** What whoever pools connections is told. */
  interface Owner {
    /** The connection can carry another exchange. */
    void onReusable(ClientConnection connection);

    void onClosed(ClientConnection connection);
  }
}
