package io.heddle.proxy.xds;

import io.heddle.proxy.xds.DeltaResponse.DeltaResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes delta discovery requests and reads the responses. */
final class DeltaCodec {
  private static final int INVALID_ARGUMENT = 3;

  private final ProtoWriter node;
  private final NodeSaid nodeSaid;

  DeltaCodec(Node node, NodeSaid nodeSaid, int schemaVersion) {
    this.node = node.encode(schemaVersion);
    this.nodeSaid = nodeSaid;
  }

  /** In which requests of a stream it is said who asks. */
  enum NodeSaid {
    /** As the protocol asks for. */
    FIRST,
    /** For servers that choose the resources by the node of each request. */
    ALWAYS
  }

  /** A stream's first request. */
  byte[] encodeFirst(DeltaRequest request) {
    return encode(new ProtoWriter().message(1, node), request);
  }

  byte[] encode(DeltaRequest request) {
    return switch (nodeSaid) {
      case FIRST -> encode(new ProtoWriter(), request);
      case ALWAYS -> encodeFirst(request);
    };
  }

  private static byte[] encode(ProtoWriter out, DeltaRequest request) {
    out.text(2, request.type().typeUrl())
        .texts(3, request.subscribe())
        .texts(4, request.unsubscribe());
    request
        .initialVersions()
        .forEach(
            (name, version) -> out.message(5, new ProtoWriter().text(1, name).text(2, version)));
    out.text(6, request.nonce());
    if (!request.error().isEmpty()) {
      out.message(7, new ProtoWriter().number(1, INVALID_ARGUMENT).text(2, request.error()));
    }
    return out.toBytes();
  }

  DeltaResponse decode(byte[] bytes) throws DecodeException {
    ProtoMessage response = ProtoMessage.parse(bytes);
    List<DeltaResource> resources = new ArrayList<>();
    for (ProtoMessage resource : response.messages(2, "resources")) {
      Optional<ProtoMessage> any = resource.message(2, "resource");
      // Without content it only says that the resource is still as it was.
      if (any.isPresent()) {
        resources.add(
            new DeltaResource(
                resource.text(3), resource.text(1), any.get().typeUrl(), any.get().bytes(2)));
      }
    }
    return new DeltaResponse(response.text(4), response.text(5), resources, response.texts(6));
  }
}
