package io.heddle.examples.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The join tokens of a mesh: creating one costs the start of a process, so several share one. */
final class JoinTokens {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final int USES = 10;

  private final Commands commands;
  private final ProcessGroup processes;
  private final MeshFiles files;
  private final Map<Key, Token> tokens = new HashMap<>();

  JoinTokens(Commands commands, ProcessGroup processes, MeshFiles files) {
    this.commands = commands;
    this.processes = processes;
    this.files = files;
  }

  /** A token for one more replica of that service and version. */
  String token(ReplicaSpec spec) throws IOException, InterruptedException {
    Key key = new Key(spec.service(), spec.version());
    Token token = tokens.get(key);
    if (token == null || token.usesLeft() == 0) {
      token = new Token(create(spec), USES);
    }
    tokens.put(key, new Token(token.text(), token.usesLeft() - 1));
    return token.text();
  }

  /** The root that those made until now pin is gone. */
  void forget() {
    tokens.clear();
  }

  private String create(ReplicaSpec spec) throws IOException, InterruptedException {
    String name = "token-" + spec.name();
    ManagedProcess create =
        processes.start(
            new Launch(
                name,
                commands.token(spec.service(), spec.version(), USES, files.controlPlaneState()),
                files.log(name),
                "heddle1."));
    return create.awaitReady(BOUND).strip();
  }

  private record Key(String service, String version) {}

  private record Token(String text, int usesLeft) {}
}
