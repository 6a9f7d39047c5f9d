package io.heddle.examples.differential;

import io.heddle.certs.PeerCheck;
import io.heddle.certs.Pem;
import io.heddle.certs.SpiffeTrustManager;
import io.heddle.certs.SvidKeyManager;
import io.heddle.certs.TrustBundle;
import io.heddle.certs.X509Svid;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;

/**
 * A server of the mesh that keeps what it is sent, by the id in the request. A request may say how
 * it is to be answered.
 */
final class Backend implements AutoCloseable {
  /** The field by which a request is known again. */
  static final String ID = "x-case";

  /** The fields with which a request asks for a status, and for a delay in milliseconds. */
  static final String STATUS = "x-answer-status";

  static final String DELAY = "x-answer-delay";

  private final String name;
  private final SSLServerSocket listener;
  private final Map<String, List<Message>> received = new ConcurrentHashMap<>();

  /**
   * @param certificates a folder with tls.crt, tls.key and ca.crt
   */
  Backend(String name, Path certificates) throws IOException, GeneralSecurityException {
    this.name = name;
    X509Svid svid =
        X509Svid.parse(
            Files.readString(certificates.resolve("tls.crt")),
            Pem.parsePrivateKey(Files.readString(certificates.resolve("tls.key"))));
    TrustBundle trust =
        TrustBundle.parse(
            svid.id().trustDomain(), Files.readString(certificates.resolve("ca.crt")));
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(
        new KeyManager[] {new SvidKeyManager(svid)},
        new TrustManager[] {
          new SpiffeTrustManager(PeerCheck.trusting(() -> trust, _ -> true, InstantSource.system()))
        },
        null);
    listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 100, InetAddress.getLoopbackAddress());
    SSLParameters parameters = listener.getSSLParameters();
    parameters.setNeedClientAuth(true);
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    listener.setSSLParameters(parameters);
    Thread.ofVirtual().start(this::accept);
  }

  String name() {
    return name;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** What came with that id, in the order it came. */
  List<Message> received(String id) {
    return List.copyOf(received.getOrDefault(id, List.of()));
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream()) {
      Optional<Message> request = Message.read(in, Message.Side.REQUEST, true);
      while (request.isPresent()) {
        keep(request.get());
        answer(request.get(), out);
        request = Message.read(in, Message.Side.REQUEST, true);
      }
    } catch (IOException e) {
      // The client went away: as it may.
    }
  }

  private void keep(Message request) {
    request
        .value(ID)
        .ifPresent(
            id -> received.computeIfAbsent(id, _ -> new CopyOnWriteArrayList<>()).add(request));
  }

  private void answer(Message request, OutputStream out) throws IOException {
    request
        .value(DELAY)
        .ifPresent(
            millis -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Long.parseLong(millis))));
    String status = request.value(STATUS).orElse("200");
    boolean isBare = status.equals("204") || status.equals("304");
    String length = isBare ? "" : "content-length: %d\n".formatted(name.length());
    String body = isBare || request.method().equals("HEAD") ? "" : name;
    String response =
        """
        HTTP/1.1 %s Said
        server: backend
        x-backend: %s
        x-twice: 1
        x-twice: 2
        x-own: from-backend
        %s
        %s\
        """
            .formatted(status, name, length, body)
            .replace("\n", "\r\n");
    out.write(response.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
