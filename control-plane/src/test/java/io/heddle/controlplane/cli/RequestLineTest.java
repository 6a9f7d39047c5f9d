package io.heddle.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          http://catalog; GET; catalog; catalog; 80; /
          GET http://catalog/items?x=1; GET; catalog; catalog; 80; /items?x=1
          POST   http://Catalog.shop:8080?x; POST; Catalog.shop:8080; Catalog.shop; 8080; /?x
          PURGE http://catalog/a?b?c/d; PURGE; catalog; catalog; 80; /a?b?c/d
          http://10.0.0.1:1/; GET; 10.0.0.1:1; 10.0.0.1; 1; /
          """)
  void isRead(String line, String method, String authority, String host, int port, String path) {
    assertThat(RequestLine.parse(line))
        .contains(new RequestLine(method, authority, host, port, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "catalog",
        "https://catalog/",
        "GET catalog/items",
        "GET http:///items",
        "GET http://catalog:0/",
        "GET http://catalog:65536/",
        "GET http://catalog/a b",
        "GET http://catalog/#a",
        "GET http://me@catalog/",
        "G(T http://catalog/",
        "GET http://catalog/\u00e9"
      })
  void isRefused(String line) {
    assertThat(RequestLine.parse(line)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          catalog, catalog.shop.svc.cluster.local:80
          Catalog, catalog.shop.svc.cluster.local:80
          catalog.test, catalog.test.svc.cluster.local:80
          catalog.test.svc, catalog.test.svc.cluster.local:80
          catalog.test.svc.cluster.local, catalog.test.svc.cluster.local:80
          """)
  void aHostMeansWhatASidecarTakesItFor(String host, String listener) {
    assertThat(ServicePortName.dialled(host, 80, "shop").map(ServicePortName::listener))
        .contains(listener);
    assertThat(ServicePortName.ofListener(listener).map(ServicePortName::listener))
        .contains(listener);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "catalog.", "a.b.c", "a_b", "catalog.svc.cluster.local"})
  void aHostThatASidecarRefusesMeansNothing(String host) {
    assertThat(ServicePortName.dialled(host, 80, "shop")).isEmpty();
  }
}
