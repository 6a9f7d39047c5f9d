package io.heddle.controlplane.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.files.HostFile.HostService;
import io.heddle.controlplane.files.HostFile.Use;
import io.heddle.controlplane.model.Parsed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostFileReaderTest {
  @Test
  void readsAllThatAServiceCanSay() {
    String text =
        """
        namespace: shop
        objects: routes
        services:
          web:
            run: ./web --fast
            port: 8080
            listen: 9001
            replicas: 2
            health: http:/healthz
            uses: [catalog, "cards.bank:8443"]
            environment: {LEVEL: debug}
        """;

    HostService web =
        new HostService(
            "web",
            "./web --fast",
            8080,
            9001,
            2,
            "http:/healthz",
            List.of(new Use("catalog", 80), new Use("cards.bank", 8443)),
            Map.of("LEVEL", "debug"));
    assertThat(HostFileReader.read("heddle.yaml", text))
        .isEqualTo(
            new Parsed.Accepted<>(new HostFile("shop", Optional.of("routes"), List.of(web))));
  }

  @Test
  void aCommandIsEnough() {
    assertThat(HostFileReader.read("heddle.yaml", "services: {web: {run: ./web}}"))
        .isEqualTo(
            new Parsed.Accepted<>(
                new HostFile(
                    "default",
                    Optional.empty(),
                    List.of(
                        new HostService("web", "./web", 80, 0, 1, "tcp", List.of(), Map.of())))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          services: {web: {}}                          | heddle.yaml:1 services.web.run: missing
          services: {web: {run: a, ports: 80}}         | did you mean "port"?
          services: {web: {run: a, port: 99999}}       | services.web.port: 99999 (expected: 1-65535)
          services: {Web: {run: a}}                    | services.Web: "Web" (expected: a-z
          services: {web: {run: a, uses: ["b:0"]}}     | uses[0]: "b:0" (expected: SERVICE or
          services: {web: {run: a, uses: [b, "b:81"]}} | would be found in B_ADDRESS
          services: {web: {run: a                      | expected: whole YAML
          namespace: shop                              | services: missing
          [1]                                          | expected: 1, of fields
          """)
  void aMistakeIsNamedWithItsPlace(String text, String expected) {
    assertThat(HostFileReader.read("heddle.yaml", text))
        .isInstanceOfSatisfying(
            Parsed.Rejected.class,
            rejected -> assertThat(rejected.problems().toString()).contains(expected));
  }
}
