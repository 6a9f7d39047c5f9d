package io.heddle.examples.peers;

import io.heddle.examples.demo.ManagedProcess;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server with a new and empty database, which trusts everybody on loopback. */
final class Postgres implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(60);

  /** The server refuses to be root's. */
  private static final String USER = "nobody";

  private final PeerMesh mesh;
  private final Path data;
  private final ManagedProcess process;

  private Postgres(PeerMesh mesh, Path data, ManagedProcess process) {
    this.mesh = mesh;
    this.data = data;
    this.process = process;
  }

  /** Skips the test where there is none. */
  static Postgres start(PeerMesh mesh, int port) throws IOException, InterruptedException {
    String initdb = Programs.require("initdb");
    String postgres = Programs.require("postgres");
    // Not in the build's folder, which another user may be unable to reach.
    Path data = Files.createTempDirectory("heddle-postgres-");
    List<String> create = new ArrayList<>(asUser(data));
    create.addAll(List.of(initdb, "--pgdata", data.toString(), "--no-sync", "--no-instructions"));
    create.addAll(List.of("--username", USER, "--auth", "trust", "--encoding", "UTF8"));
    create.addAll(List.of("--locale", "C"));
    run(mesh, "initdb", create);
    List<String> serve = new ArrayList<>(asUser(data));
    serve.addAll(List.of(postgres, "-D", data.toString(), "-p", Integer.toString(port)));
    serve.addAll(List.of("-h", "127.0.0.1", "-k", "", "-F"));
    return new Postgres(mesh, data, mesh.launch("postgres", serve));
  }

  private static void run(PeerMesh mesh, String name, List<String> command)
      throws IOException, InterruptedException {
    int code = mesh.launch(name, command).awaitEnd(BOUND);
    if (code != 0) {
      throw new IOException(name + ": ended with " + code + " (expected: 0)");
    }
  }

  /** Root hands the folder and the process over to somebody else. */
  private static List<String> asUser(Path data) throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    UserPrincipal user =
        data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
    Files.setOwner(data, user);
    return List.of(Programs.require("setpriv"), "--reuid=" + USER, "--clear-groups");
  }

  /** Whom it knows. */
  static String user() {
    return USER;
  }

  /** Ends it in order, or else memory that it shares with its children stays. */
  @Override
  public void close() throws IOException, InterruptedException {
    List<String> stop = new ArrayList<>(asUser(data));
    stop.addAll(List.of(Programs.require("pg_ctl"), "stop", "--pgdata", data.toString()));
    stop.addAll(List.of("--mode", "fast"));
    run(mesh, "pg_ctl", stop);
    var _ = process.awaitEnd(BOUND);
    Files.walkFileTree(data, new Deletion());
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
