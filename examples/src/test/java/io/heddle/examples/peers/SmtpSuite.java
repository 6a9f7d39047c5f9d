package io.heddle.examples.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.ManagedProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Mail of curl to a server of Python's: the server speaks first. */
final class SmtpSuite {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final int MAILS = 20;
  private static final int LINES = 50_000;

  @RegisterExtension private static final PeerMesh MESH = new PeerMesh();
  private static InetSocketAddress address;
  private static Path mails;
  private static Path mail;

  @BeforeAll
  static void start() throws Exception {
    Programs.require("curl");
    Python python = Python.require("aiosmtpd==1.4.6", "aiosmtpd");
    Path folder = MESH.folder("smtp");
    mails = folder.resolve("mails");
    mail = folder.resolve("mail");
    Files.writeString(mail, "Subject: much\r\n\r\n" + "A line of it.\r\n".repeat(LINES));
    int port = MESH.freePort();
    List<String> options =
        List.of(
            "-n", "-l", "127.0.0.1:" + port, "-c", "aiosmtpd.handlers.Mailbox", mails.toString());
    var _ = MESH.launch("smtp", python.module("aiosmtpd", options));
    address = MESH.connect("smtp", Protocol.TCP, port);
  }

  @Test
  void theServersGreetingArrivesBeforeAnyWordOfTheClient() throws Exception {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout((int) BOUND.toMillis());
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(lines.readLine()).startsWith("220 ");
      socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(lines.readLine()).startsWith("221 ");
      assertThat(lines.readLine()).isNull();
    }
  }

  @Test
  void everyMailArrivesWhole() throws Exception {
    List<String> command = new ArrayList<>(List.of(Programs.require("curl"), "--silent"));
    command.addAll(List.of("--show-error", "--mail-from", "a@shop.example"));
    command.addAll(List.of("--mail-rcpt", "b@shop.example", "--upload-file", mail.toString()));
    command.add("smtp://127.0.0.1:" + address.getPort());
    List<ManagedProcess> senders = new ArrayList<>();
    for (int i = 0; i < MAILS; i++) {
      senders.add(MESH.launch("curl-" + i, command));
    }
    for (ManagedProcess sender : senders) {
      assertThat(sender.awaitEnd(BOUND)).as(sender.tail()).isZero();
    }
    List<Long> lines = new ArrayList<>();
    try (DirectoryStream<Path> arrived = Files.newDirectoryStream(mails.resolve("new"))) {
      for (Path each : arrived) {
        lines.add(linesOf(each));
      }
    }
    assertThat(lines).hasSize(MAILS).containsOnly((long) LINES);
  }

  private static long linesOf(Path arrived) throws IOException {
    try (var lines = Files.lines(arrived)) {
      return lines.filter("A line of it."::equals).count();
    }
  }
}
