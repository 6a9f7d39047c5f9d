package io.heddle.proxy.xds;

/** Reads a resource's bytes into the record that the data path uses. */
final class ResourceDecoder {
  /**
   * Reads one resource.
   *
   * @param typeUrl of the {@code Any} that the resource came in
   */
  Decoded decode(ResourceKey key, String typeUrl, byte[] bytes) {
    if (!typeUrl.equals(key.type().typeUrl())) {
      return new Decoded.Rejected(
          "resource.type_url: " + typeUrl + " (expected: " + key.type().typeUrl() + ")");
    }
    try {
      return new Decoded.Accepted(read(key, ProtoMessage.parse(bytes)));
    } catch (DecodeException e) {
      return new Decoded.Rejected(String.valueOf(e.getMessage()));
    }
  }

  private Resource read(ResourceKey key, ProtoMessage message) throws DecodeException {
    String name = message.text(1);
    if (!name.equals(key.name())) {
      String field = key.type() == ResourceType.ENDPOINTS ? "cluster_name" : "name";
      throw message.rejected(field, name, key.name());
    }
    return switch (key.type()) {
      case LISTENER -> new Resource.Listener(ListenerDecoder.decode(message));
      case ROUTES -> new Resource.Routes(RouteDecoder.decode(message));
      case CLUSTER -> new Resource.Cluster(ClusterDecoder.decode(message));
      case ENDPOINTS -> new Resource.Endpoints(EndpointsDecoder.decode(message));
      case SECRET -> SecretDecoder.decode(message);
    };
  }
}
