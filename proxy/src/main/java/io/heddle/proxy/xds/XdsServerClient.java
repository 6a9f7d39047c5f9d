package io.heddle.proxy.xds;

import io.heddle.certs.SpiffeId;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.WorkloadIdentity;
import io.heddle.proxy.xds.CertificateFiles.News;
import io.heddle.proxy.xds.DeltaCodec.NodeSaid;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sidecar's side of any xDS server: configuration comes on an ADS stream, the identity from files
 * that others keep, and nobody is told how the instance fares.
 */
public final class XdsServerClient implements ConfigClient {
  private final EventLoop loop;
  private final XdsServerConfig config;
  private final ControlPlaneListener listener;
  private final CertificateFiles files;
  private final ConfigFeed feed;
  private final XdsServerLink link;
  private WorkloadIdentity identity;
  private @Nullable Future<?> looks;

  /** Reads the certificate; throws when there is none. */
  public XdsServerClient(
      XdsServerConfig config,
      ClientEnvironment environment,
      SnapshotConsumer dataPath,
      ControlPlaneListener listener) {
    this.loop = environment.transport().loop();
    this.config = config;
    this.listener = listener;
    this.files = new CertificateFiles(config.certificates());
    this.identity = first(config, files);
    this.feed =
        new ConfigFeed(environment, settings(config), dataPath, listener, new NothingElse());
    this.link = new XdsServerLink(config, environment, () -> identity, new LinkEvents());
  }

  private static WorkloadIdentity first(XdsServerConfig config, CertificateFiles files) {
    try {
      return files.read();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "certificates: " + e + " (expected: tls.crt, tls.key and ca.crt)", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "certificates: " + config.certificates() + ": " + e.getMessage(), e);
    }
  }

  private static ConfigSettings settings(XdsServerConfig config) {
    ResourceKey inbound = ConfigSettings.inbound(config.node().id());
    return new ConfigSettings(
        inbound,
        config.claims().inbound().isEmpty() ? Set.of() : Set.of(inbound),
        config.claims(),
        new DeltaCodec(config.node(), NodeSaid.ALWAYS, SessionCodec.SCHEMA_VERSION),
        config.timing().firstFetch(),
        ConfigState.Silence.ABSENT,
        Unasked.MAX_BYTES,
        config.onDemand());
  }

  @Override
  public String instanceUid() {
    return config.node().id();
  }

  @Override
  public void start() {
    long look = XdsServerConfig.LOOK.toNanos();
    loop.execute(() -> {
      feed.start();
      feed.identity(identity);
      feed.advance();
      listener.onWelcome(welcome(identity));
      looks = loop.scheduleAtFixedRate(this::look, look, look, TimeUnit.NANOSECONDS);
      link.connect();
    });
  }

  @Override
  public void want(String listenerName) {
    loop.execute(() -> feed.want(listenerName));
  }

  @Override
  public void close() {
    loop.execute(() -> {
      if (looks != null) {
        looks.cancel(false);
      }
      feed.close();
      link.close();
    });
  }

  private void look() {
    files
        .look()
        .ifPresent(news -> {
          switch (news) {
            case News.Identity(var found) -> adopt(found);
            case News.Unusable(var problem) -> unusable(problem);
          }
        });
  }

  /** Connections keep what they were opened with; the next ones show and trust the new. */
  private void adopt(WorkloadIdentity found) {
    SpiffeId expected = identity.svid().id();
    if (!found.svid().id().equals(expected)) {
      unusable("certificate of " + found.svid().id() + " (expected: " + expected + ", as before)");
      return;
    }
    identity = found;
    feed.identity(found);
    feed.advance();
  }

  private void unusable(String problem) {
    listener.onFilesUnusable("certificates: " + config.certificates() + ": " + problem);
  }

  /** Names are of the namespace in the id, where it says one. */
  private static Welcome welcome(WorkloadIdentity identity) {
    SpiffeId id = identity.svid().id();
    String[] parts = id.path().split("/", -1);
    boolean says = parts.length == 5 && parts[1].equals("ns") && parts[3].equals("sa");
    var leaf = identity.svid().leaf();
    return new Welcome(
        id,
        says ? parts[2] : "default",
        says ? parts[4] : id.path(),
        Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()));
  }

  private final class LinkEvents implements XdsServerLink.Listener {
    @Override
    public void onOpen(Consumer<byte[]> out) {
      listener.onConnected();
      feed.connected(out);
      // Who has nothing to ask for is configured.
      feed.advance();
    }

    @Override
    public void onMessage(byte[] message) throws DecodeException {
      feed.onMessage(message);
    }

    @Override
    public void onDown(String cause) {
      feed.disconnected();
      listener.onDisconnected(cause);
    }

    @Override
    public void onCredentialFailure(CredentialFailure failure, String message) {
      listener.onCredentialFailure(failure, message);
    }
  }

  private static final class NothingElse implements ConfigFeed.Hooks {
    @Override
    public void onSecrets() {
      // Not asked for: the identity comes from files.
    }

    @Override
    public void onApplied(ProxySnapshot snapshot) {
      // Nobody asks who was reached.
    }
  }
}
