package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.IssuedCertificates.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.certs.Pem;
import io.heddle.proxy.config.WorkloadIdentity;
import io.heddle.proxy.xds.CertificateFiles.News;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFilesTest {
  private final IssuedCertificates issued;
  private final CertificateFiles files;

  CertificateFilesTest(@TempDir Path directory) {
    issued = new IssuedCertificates(ScriptedControlPlane.authority(), directory);
    files = new CertificateFiles(directory);
  }

  @Test
  void whatIsThereIsReadOnceAndIsNewsWhenItChanges() throws IOException {
    issued.link(WEB);
    WorkloadIdentity first = files.read();
    assertThat(first.svid().id()).isEqualTo(WEB);
    assertThat(files.look()).isEmpty();

    issued.link(WEB);

    WorkloadIdentity second = found(files.look());
    assertThat(second.svid().chain()).isNotEqualTo(first.svid().chain());
    assertThat(Pem.encode(second.svid().chain()))
        .isEqualTo(Files.readString(issued.directory().resolve("tls.crt")));
    assertThat(files.look()).isEmpty();
  }

  @Test
  void aCertificateWhoseKeyIsNotThereYetIsWaitedFor() throws IOException {
    issued.write(WEB);
    files.read();
    String oldKey = Files.readString(issued.directory().resolve("tls.key"));
    issued.write(WEB);
    String newKey = Files.readString(issued.directory().resolve("tls.key"));
    issued.replace("tls.key", oldKey);
    assertThat(files.look()).isEmpty();

    issued.replace("tls.key", newKey);

    assertThat(found(files.look()).svid().id()).isEqualTo(WEB);
  }

  @Test
  void whatStaysUnusableIsToldOnce() throws IOException {
    issued.write(WEB);
    files.read();
    issued.replace("tls.crt", "no certificate");

    assertThat(files.look()).isEmpty();
    assertThat(files.look())
        .hasValueSatisfying(
            news -> assertThat(((News.Unusable) news).problem()).contains("0 whole certificates"));
    assertThat(files.look()).isEmpty();
  }

  @Test
  void aFileThatIsGoneIsNamed() throws IOException {
    issued.write(WEB);
    files.read();
    Files.delete(issued.directory().resolve("ca.crt"));

    assertThat(files.look()).isEmpty();
    assertThat(files.look())
        .hasValueSatisfying(
            news -> assertThat(((News.Unusable) news).problem()).contains("ca.crt"));
    issued.write(WEB);
    assertThat(found(files.look()).svid().id()).isEqualTo(WEB);
  }

  @Test
  void anEmptyDirectoryIsNoBeginning() {
    assertThatThrownBy(files::read).isInstanceOf(NoSuchFileException.class);
  }

  private static WorkloadIdentity found(Optional<News> news) {
    return ((News.Identity) news.orElseThrow()).identity();
  }
}
