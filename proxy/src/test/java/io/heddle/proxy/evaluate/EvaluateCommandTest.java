package io.heddle.proxy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command, from the bytes of resources to the JSON. */
final class EvaluateCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String input, String... arguments) {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    CommandLine line =
        EvaluateCommand.create(in, new PrintStream(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    return line.execute(arguments);
  }

  private static String resource(String name, Message message) {
    return """
    {"typeUrl": "type.googleapis.com/%s", "name": "%s", "value": "%s"}
    """
        .formatted(
            message.getDescriptorForType().getFullName(),
            name,
            Base64.getEncoder().encodeToString(message.toByteArray()));
  }

  private static Listener listener() {
    RouteConfiguration routes =
        RouteConfiguration.newBuilder()
            .setName("r")
            .addVirtualHosts(
                VirtualHost.newBuilder()
                    .setName("h")
                    .addDomains("*")
                    .addRoutes(
                        Route.newBuilder()
                            .setName("teapot")
                            .setMatch(RouteMatch.newBuilder().setPath("/tea"))
                            .setDirectResponse(DirectResponseAction.newBuilder().setStatus(418))))
            .build();
    return Listener.newBuilder()
        .setName("a:80")
        .addFilterChains(
            FilterChain.newBuilder()
                .addFilters(
                    Filter.newBuilder()
                        .setName("envoy.filters.network.http_connection_manager")
                        .setTypedConfig(
                            Any.pack(
                                HttpConnectionManager.newBuilder()
                                    .setRouteConfig(routes)
                                    .build()))))
        .build();
  }

  private static String document() {
    return """
    {"resources": [%s, %s, %s],
     "requests": [{"listener": "a:80", "authority": "a", "path": "/tea"}]}
    """
        .formatted(
            resource("a:80", listener()),
            resource("b", Cluster.newBuilder().setName("b").build()),
            "{\"typeUrl\": \"t\", \"name\": \"n\", \"value\": \"\"}");
  }

  @Test
  void answersWhatResourcesSayAndNamesThoseThatItCannotHonour() {
    assertThat(run(document())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith(
            "{\"rejected\":[{\"typeUrl\":\"type.googleapis.com/envoy.config.cluster.v3.Cluster\","
                + "\"name\":\"b\",\"error\":\"")
        .contains(
            "{\"typeUrl\":\"t\",\"name\":\"n\",\"error\":\"type URL: unknown (expected: one that a sidecar asks for)\"}")
        .endsWith(
            "\"answers\":[{\"listener\":\"a:80\",\"routeConfiguration\":\"r\",\"virtualHost\":\"h\","
                + "\"route\":{\"index\":0,\"name\":\"teapot\"},\"action\":\"respond\",\"status\":418,"
                + "\"headers\":[{\"name\":\"content-length\",\"value\":\"0\"}],\"nearMisses\":[]}]}\n");
  }

  @Test
  void readsAFileAsStandardInput(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("in.json"), document());

    assertThat(run("", file.toString())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"status\":418");
  }

  @Test
  void whatCannotBeReadIsWrongUse(@TempDir Path directory) {
    assertThat(run("", directory.resolve("none.json").toString())).isEqualTo(2);
    assertThat(run("{\"requests\": 1}")).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("none.json: cannot be read")
        .contains("requests: 1 (expected: an array)");
    assertThat(out.size()).isZero();
  }
}
