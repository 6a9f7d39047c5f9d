package io.heddle.perf.sidebyside;

import io.heddle.certs.Pem;
import io.heddle.certs.X509Svid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A workload's certificate and key, as files.
 *
 * @param both in one file, which is what HAProxy reads
 */
record KeyFiles(String identity, Path certificate, Path key, Path both) {
  static KeyFiles write(Path directory, String name, X509Svid svid) throws IOException {
    KeyFiles files =
        new KeyFiles(
            svid.id().toString(),
            directory.resolve(name + ".crt"),
            directory.resolve(name + ".key"),
            directory.resolve(name + ".pem"));
    String key = Pem.encode(svid.key());
    Files.writeString(files.certificate, svid.chainPem());
    Files.writeString(files.key, key);
    Files.writeString(files.both, svid.chainPem() + key);
    return files;
  }
}
