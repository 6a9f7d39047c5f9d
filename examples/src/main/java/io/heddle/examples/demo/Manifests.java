package io.heddle.examples.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The objects that the demo's control plane reads. */
final class Manifests {
  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
      spec:
        selector:
          app: web
        ports:
          - name: http
            port: 80
            targetPort: http
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: catalog
        namespace: shop
      spec:
        selector:
          app: catalog
        ports:
          - name: http
            port: 80
            targetPort: http
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata:
        name: catalog
        namespace: shop
      spec:
        parentRefs:
          - group: ""
            kind: Service
            name: catalog
            port: 80
        rules:
          - backendRefs:
              - name: catalog
                port: 80
      """;

  private static final String MARKET =
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: market
        namespace: shop
      spec:
        selector:
          app: market
        ports:
          - name: http
            port: 80
            targetPort: http
            appProtocol: http
          - name: h2
            port: 8080
            targetPort: h2
            appProtocol: kubernetes.io/h2c
          - name: grpc
            port: 9090
            targetPort: grpc
            appProtocol: grpc
          - name: tcp
            port: 9000
            targetPort: tcp
            appProtocol: tcp
      """;

  private Manifests() {}

  static void write(Path directory) throws IOException {
    Files.writeString(directory.resolve("shop.yaml"), OBJECTS);
  }

  static void writeMarket(Path directory) throws IOException {
    Files.writeString(directory.resolve("market.yaml"), MARKET);
  }
}
