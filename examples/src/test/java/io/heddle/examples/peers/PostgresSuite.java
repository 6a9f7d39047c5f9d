package io.heddle.examples.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.examples.e2e.Await;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** PostgreSQL and its JDBC driver, as bytes. */
final class PostgresSuite {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final int ROWS = 10_000;
  private static final int COPY_BYTES = 8 << 20;

  /** Of PostgreSQL's table of error codes. */
  private static final String ADMIN_SHUTDOWN = "57P01";

  @RegisterExtension private static final PeerMesh MESH = new PeerMesh();
  private static Postgres postgres;
  private static InetSocketAddress address;
  private static Idle<Integer> idle;

  @BeforeAll
  static void start() throws Exception {
    Programs.require("postgres");
    int port = MESH.freePort();
    postgres = Postgres.start(MESH, port);
    address = MESH.connect("postgres", Protocol.TCP, port);
    idle = Idle.start(PostgresSuite::pidBeforeAndAfterALongRest);
  }

  @AfterAll
  static void stop() throws Exception {
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void aPreparedInsertAndACursorCarryEveryRow() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("create table numbers (n int primary key, text text)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into numbers values (?, ?)")) {
        for (int i = 0; i < ROWS; i++) {
          insert.setInt(1, i);
          insert.setString(2, "row " + i);
          insert.addBatch();
        }
        assertThat(insert.executeBatch()).hasSize(ROWS);
      }
      connection.commit();
      statement.setFetchSize(100);
      try (ResultSet rows = statement.executeQuery("select n, text from numbers order by n")) {
        for (int i = 0; i < ROWS; i++) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(2)).isEqualTo("row " + rows.getInt(1)).isEqualTo("row " + i);
        }
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @Test
  void copyCarriesMebibytesBothWays() throws Exception {
    byte[] lines = lines(COPY_BYTES);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table copied (place bigserial, line text)");
      var copy = connection.unwrap(PGConnection.class).getCopyAPI();
      assertThat(copy.copyIn("copy copied (line) from stdin", new ByteArrayInputStream(lines)))
          .isEqualTo(COPY_BYTES / 64);
      ByteArrayOutputStream back = new ByteArrayOutputStream();
      var _ = copy.copyOut("copy (select line from copied order by place) to stdout", back);
      assertThat(back.toByteArray()).isEqualTo(lines);
    }
  }

  @Test
  void aNotificationReachesAListener() throws Exception {
    try (Connection listening = connect();
        Connection notifying = connect()) {
      execute(listening, "listen news");
      execute(notifying, "notify news, 'arrived'");
      PGNotification[] heard =
          listening.unwrap(PGConnection.class).getNotifications((int) BOUND.toMillis());
      assertThat(heard).hasSize(1);
      assertThat(heard[0].getParameter()).isEqualTo("arrived");
    }
  }

  @Test
  void aCancelledQueryEndsAndItsConnectionGoesOn() throws Exception {
    try (Connection connection = connect();
        Connection other = connect();
        Statement statement = connection.createStatement()) {
      FutureTask<Boolean> query = new FutureTask<>(() -> statement.execute("select pg_sleep(600)"));
      Thread.ofPlatform().daemon().start(query);
      int pid = connection.unwrap(PGConnection.class).getBackendPID();
      Await.until("the query runs", BOUND, () -> isSleeping(other, pid));
      statement.cancel();
      assertThatThrownBy(() -> query.get(BOUND.toMillis(), TimeUnit.MILLISECONDS))
          .hasRootCauseInstanceOf(PSQLException.class)
          .rootCause()
          .extracting(failure -> ((SQLException) failure).getSQLState())
          .isEqualTo(PSQLState.QUERY_CANCELED.getState());
      assertThat(one(connection, "select 7")).isEqualTo(7);
    }
  }

  @Test
  void aTerminatedSessionIsToldWhyAndClosed() throws Exception {
    try (Connection connection = connect();
        Connection other = connect()) {
      int pid = connection.unwrap(PGConnection.class).getBackendPID();
      execute(other, "select pg_terminate_backend(" + pid + ")");
      assertThatThrownBy(() -> one(connection, "select 7"))
          .isInstanceOf(PSQLException.class)
          .hasMessageContaining("terminating connection due to administrator command")
          .extracting(failure -> ((SQLException) failure).getSQLState())
          .isEqualTo(ADMIN_SHUTDOWN);
      assertThat(connection.isClosed()).isTrue();
      assertThat(one(other, "select count(*) from pg_stat_activity where pid = " + pid)).isZero();
    }
  }

  @Test
  void aSessionOutlivesEveryIdleTimeOfHttp() throws Exception {
    assertThat(idle.result()).as("the same session").isPositive();
  }

  /** Reads what never comes, then has something come; the session's process id, 0 if it changed. */
  private static int pidBeforeAndAfterALongRest() throws SQLException {
    try (Connection connection = connect();
        Connection other = connect()) {
      int pid = one(connection, "select pg_backend_pid()");
      execute(connection, "listen nothing");
      PGConnection listening = connection.unwrap(PGConnection.class);
      PGNotification[] nothing = listening.getNotifications((int) Idle.TIME.toMillis());
      execute(other, "notify nothing, 'after all'");
      PGNotification[] something = listening.getNotifications((int) BOUND.toMillis());
      boolean same = one(connection, "select pg_backend_pid()") == pid;
      return nothing.length == 0 && something.length == 1 && same ? pid : 0;
    }
  }

  private static boolean isSleeping(Connection connection, int pid) {
    try {
      return one(
              connection,
              "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and pid = " + pid)
          == 1;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static int one(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      assertThat(result.next()).isTrue();
      return result.getInt(1);
    }
  }

  private static void execute(Connection connection, String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + address.getPort() + "/postgres", Postgres.user(), "");
  }

  /** Of 64 bytes each. */
  private static byte[] lines(int bytes) {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder(bytes);
    while (text.length() < bytes) {
      for (int i = 0; i < 63; i++) {
        text.append((char) ('a' + random.nextInt(26)));
      }
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
