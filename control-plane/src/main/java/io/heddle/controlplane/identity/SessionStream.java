package io.heddle.controlplane.identity;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.heddle.controlplane.identity.SessionCredential.Certificate;
import io.heddle.controlplane.identity.SessionCredential.Token;
import io.heddle.controlplane.xds.ProxyIdentity;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import io.heddle.v1.Csr;
import io.heddle.v1.CsrRefused;
import io.heddle.v1.FromWorkload;
import io.heddle.v1.Hello;
import io.heddle.v1.Released;
import io.heddle.v1.Renew;
import io.heddle.v1.ToWorkload;
import io.heddle.v1.Welcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One workload's session. It joins the mesh once its credential is proved: a certificate is, a join
 * token is when a signing request has redeemed it. Confined to the mesh thread.
 */
final class SessionStream implements WorkloadSession {
  private static final int MAX_EARLY_MESSAGES = 64;

  private enum Phase {
    /** The credential is being looked at. */
    ADMISSION,
    HELLO,
    /** Welcome was sent; the credential is not proved yet, or admits to renewal only. */
    WELCOMED,
    JOINED,
    CLOSED
  }

  private final SessionEnvironment environment;
  private final Connection connection;
  private final ServerCallStreamObserver<ToWorkload> down;
  private final List<FromWorkload> early = new ArrayList<>();
  private final AwaitedMessage awaited;
  private Phase phase = Phase.ADMISSION;
  private boolean counted;
  private @Nullable SessionCredential credential;
  private @Nullable Registration registration;
  private @Nullable Claims claims;

  SessionStream(
      SessionEnvironment environment,
      Connection connection,
      ServerCallStreamObserver<ToWorkload> down) {
    this.environment = environment;
    this.connection = connection;
    this.down = down;
    this.awaited = new AwaitedMessage(environment.timer(), this::refuse);
  }

  @Override
  public Registration registration() {
    return present(registration);
  }

  @Override
  public Claims claims() {
    return present(claims);
  }

  @Override
  public void released(List<String> laggards) {
    send(
        ToWorkload.newBuilder()
            .setReleased(Released.newBuilder().addAllLaggards(laggards))
            .build());
  }

  @Override
  public void renew() {
    send(ToWorkload.newBuilder().setRenew(Renew.getDefaultInstance()).build());
  }

  void start(Optional<String> authorization) {
    if (phase == Phase.CLOSED) {
      return;
    }
    try {
      environment.sessions().opened();
      counted = true;
      credential = SessionCredential.of(connection, authorization, environment.registrations());
    } catch (RefusedException e) {
      refuse(e);
      return;
    }
    if (credential instanceof Token(var token)) {
      // A placeholder uid: the token alone is looked at, so that nobody without one holds a stream.
      attempt(() -> environment.issuer().registration(token, "unknown"), _ -> expectHello());
    } else {
      expectHello();
    }
  }

  void receive(FromWorkload message) {
    switch (phase) {
      case ADMISSION, CLOSED -> {}
      case HELLO -> hello(message);
      case WELCOMED -> welcomed(message);
      case JOINED -> joined(message);
    }
  }

  void unreadable(Status why) {
    if (phase != Phase.CLOSED) {
      refuse(RefusedException.unreadable(why));
    }
  }

  void completed() {
    if (phase != Phase.CLOSED) {
      ended();
      down.onCompleted();
    }
  }

  /** The stream is gone; called more than once. */
  void ended() {
    end(
        new RefusedException(
            RefusalReason.NO_CREDENTIAL,
            "connection: its session ended before its token was redeemed (expected: a session)"));
  }

  void replaced() {
    if (phase != Phase.CLOSED) {
      ended();
      down.onError(
          Status.ABORTED
              .withDescription("session: replaced by a newer one of this instance")
              .asRuntimeException());
    }
  }

  private void expectHello() {
    phase = Phase.HELLO;
    awaited.expect("Hello");
    down.request(1);
  }

  private void hello(FromWorkload message) {
    awaited.settled();
    if (!message.hasHello()) {
      refuse(
          new RefusedException(
              RefusalReason.HELLO_INVALID,
              "session: first message " + message.getMessageCase() + " (expected: HELLO)"));
      return;
    }
    Hello hello = message.getHello();
    try {
      claims = ClaimsReader.read(hello, connection.peer());
    } catch (RefusedException e) {
      refuse(e);
      return;
    }
    switch (present(credential)) {
      case Certificate certificate -> helloByCertificate(certificate, hello.getInstanceUid());
      case Token(var token) ->
          attempt(
              () -> environment.issuer().registration(token, hello.getInstanceUid()),
              this::helloByToken);
    }
  }

  private void helloByCertificate(Certificate certificate, String uid) {
    String expected = certificate.registration().uid();
    if (!uid.equals(expected)) {
      refuse(
          new RefusedException(
              RefusalReason.CERTIFICATE_OF_OTHER_INSTANCE,
              "Hello.instance_uid: "
                  + uid
                  + " (expected: "
                  + expected
                  + ", the instance of the client certificate)"));
      return;
    }
    welcome(certificate.registration());
    if (certificate.access() == Access.EVERYTHING) {
      join();
    } else {
      awaitCsr();
    }
    down.request(1);
  }

  private void helloByToken(Registration wanted) {
    Optional<Enrolled> present = environment.registrations().find(wanted.uid());
    if (present.isPresent()
        && !environment.registrations().isLapsed(present.get())
        && !present.get().registration().id().equals(wanted.id())) {
      refuse(Registrations.taken(wanted.uid()));
      return;
    }
    welcome(wanted);
    awaitCsr();
    down.request(1);
  }

  private void welcome(Registration admitted) {
    registration = admitted;
    phase = Phase.WELCOMED;
    send(
        ToWorkload.newBuilder()
            .setWelcome(
                Welcome.newBuilder()
                    .setSpiffeId(admitted.id().toString())
                    .setNamespace(admitted.namespace())
                    .setService(admitted.service())
                    .setLifetimeMillis(environment.config().lifetime().toMillis()))
            .build());
  }

  private void awaitCsr() {
    awaited.expect("Csr", environment.limits().toldToWait(who()));
  }

  private void join() {
    phase = Phase.JOINED;
    environment.sessions().join(this);
    for (FromWorkload message : early) {
      SessionMessages.deliver(message, this, environment.sessions().listener());
    }
    early.clear();
  }

  private void welcomed(FromWorkload message) {
    if (message.hasCsr()) {
      csr(message.getCsr());
      return;
    }
    if (credential instanceof Token) {
      if (early.size() == MAX_EARLY_MESSAGES) {
        refuse(
            new RefusedException(
                RefusalReason.TOO_MANY_MESSAGES,
                "session: " + early.size() + " messages before the first Csr (expected: Csr)"));
        return;
      }
      early.add(message);
    }
    // Who shows an expired certificate is heard on renewal only.
    down.request(1);
  }

  private void joined(FromWorkload message) {
    if (message.hasCsr()) {
      csr(message.getCsr());
    } else {
      SessionMessages.deliver(message, this, environment.sessions().listener());
      down.request(1);
    }
  }

  private void csr(Csr csr) {
    awaited.settled();
    Optional<Duration> wait = environment.limits().acquire(who());
    if (wait.isPresent()) {
      refuseCsr(
          new RefusedException(
              RefusalReason.CSR_TOO_OFTEN,
              "signing request: too soon (expected: in " + wait.get().toMillis() + " ms)",
              wait.get()));
      return;
    }
    byte[] der = csr.getDer().toByteArray();
    Registration mine = registration();
    attempt(
        () ->
            credential instanceof Token(var token)
                ? environment.issuer().enroll(token, mine, der)
                : environment.issuer().renew(mine, der),
        this::issued);
  }

  /**
   * A token that is not redeemed yet proves nothing of the uid: it must not use up its requests.
   */
  private String who() {
    String uid = registration().uid();
    return credential instanceof Token(var token) ? "token " + token.id() + " " + uid : uid;
  }

  private void issued(Issuer.Issued issued) {
    environment.observer().issued(issued.registration(), issued.notAfter());
    environment.secrets().put(issued);
    if (credential instanceof Token) {
      credential = new Certificate(registration(), Access.EVERYTHING);
      connection.sessionProved(
          new ProxyIdentity(
              registration().uid(),
              registration().id(),
              registration().namespace(),
              Access.EVERYTHING));
      join();
    }
    down.request(1);
  }

  /** Runs what blocks elsewhere, then goes on here; no message is taken meanwhile. */
  private <T> void attempt(BlockingWork.Attempt<T> work, Consumer<T> then) {
    environment
        .work()
        .run(
            work,
            result -> {
              if (phase != Phase.CLOSED) {
                then.accept(result);
              }
            },
            refusal -> {
              if (phase != Phase.CLOSED) {
                refuse(refusal);
              }
            });
  }

  private void refuse(RefusedException e) {
    if (e.reason().code().isEmpty() && phase != Phase.ADMISSION && phase != Phase.HELLO) {
      refuseCsr(e);
      return;
    }
    environment.observer().refused(e.reason(), e.text());
    end(e);
    down.onError(e.status().asRuntimeException());
  }

  private void refuseCsr(RefusedException e) {
    environment.observer().refused(e.reason(), e.text());
    Duration wait = environment.limits().refused(who(), e.retryAfter());
    if (phase == Phase.WELCOMED) {
      awaited.expect("Csr", wait);
    }
    send(
        ToWorkload.newBuilder()
            .setCsrRefused(
                CsrRefused.newBuilder()
                    .setReason(e.text())
                    .setRetryAfterMillis(e.retryAfter().toMillis()))
            .build());
    down.request(1);
  }

  private void end(RefusedException why) {
    if (phase == Phase.CLOSED) {
      return;
    }
    boolean wasJoined = phase == Phase.JOINED;
    phase = Phase.CLOSED;
    awaited.settled();
    early.clear();
    connection.sessionEnded(why);
    if (counted) {
      environment.sessions().closed();
    }
    if (wasJoined) {
      environment.sessions().leave(this);
    }
  }

  private void send(ToWorkload message) {
    if (phase != Phase.CLOSED) {
      down.onNext(message);
    }
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("session: not welcomed yet");
    }
    return value;
  }
}
