package io.heddle.proxy.xds;

import io.heddle.certs.Pem;
import io.heddle.certs.TrustBundle;
import io.heddle.certs.X509Svid;
import io.heddle.proxy.config.WorkloadIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A directory in which somebody else keeps {@code tls.crt}, {@code tls.key} and {@code ca.crt}, as
 * a mounted Secret of Kubernetes has them, or what {@code heddle cert issue} writes. It is looked
 * at again and again, for files are replaced in more ways than can be listened to.
 */
final class CertificateFiles {
  private final Path directory;
  private List<String> texts = List.of();
  private Optional<News> doubtful = Optional.empty();

  CertificateFiles(Path directory) {
    this.directory = directory;
  }

  /** What is in the directory. */
  sealed interface News {
    record Identity(WorkloadIdentity identity) implements News {}

    record Unusable(String problem) implements News {}
  }

  /** What there is now; throws when it is of no use. */
  WorkloadIdentity read() throws IOException {
    texts = texts();
    return identity(texts);
  }

  /**
   * What is there now, if it is something else than at the look before. That it is of no use is
   * news only when it is so twice: a certificate and its key may be just being replaced.
   */
  Optional<News> look() {
    List<String> now;
    try {
      now = texts();
    } catch (IOException e) {
      now = List.of(e.toString());
    }
    if (now.equals(texts)) {
      Optional<News> news = doubtful;
      doubtful = Optional.empty();
      return news;
    }
    texts = now;
    News news = news(now);
    doubtful = Optional.of(news).filter(News.Unusable.class::isInstance);
    return doubtful.isPresent() ? Optional.empty() : Optional.of(news);
  }

  private News news(List<String> found) {
    if (found.size() == 1) {
      return new News.Unusable(found.getFirst());
    }
    try {
      return new News.Identity(identity(found));
    } catch (IllegalArgumentException e) {
      return new News.Unusable(String.valueOf(e.getMessage()));
    }
  }

  private List<String> texts() throws IOException {
    return List.of(text("tls.crt"), text("tls.key"), text("ca.crt"));
  }

  private String text(String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }

  private static WorkloadIdentity identity(List<String> texts) {
    X509Svid svid = X509Svid.parse(texts.get(0), Pem.parsePrivateKey(texts.get(1)));
    return new WorkloadIdentity(svid, TrustBundle.parse(svid.id().trustDomain(), texts.get(2)));
  }
}
