package io.heddle.controlplane.model;

import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.model.ServicePort.Protocol;
import io.heddle.controlplane.model.ServicePort.Target;
import java.util.List;
import java.util.Map;

/** Meshes of many services or instances. */
public final class LargeMesh {
  private static final ServicePort PORT =
      new ServicePort("http", 80, new Target.Numbered(8080), Protocol.HTTP);

  private LargeMesh() {}

  /** So many services of two instances each. */
  public static MeshModel services(int count) {
    MeshModel model = MeshModel.EMPTY;
    for (int i = 0; i < count; i++) {
      model = model.with(service(i)).model();
      model = model.with(instance(i, 0, InstanceState.SERVING)).model();
      model = model.with(instance(i, 1, InstanceState.SERVING)).model();
    }
    return model;
  }

  /** One service, with number 0, of so many instances. */
  public static MeshModel instances(int count) {
    MeshModel model = MeshModel.EMPTY.with(service(0)).model();
    for (int i = 0; i < count; i++) {
      model = model.with(instance(0, i, InstanceState.SERVING)).model();
    }
    return model;
  }

  public static Service service(int number) {
    String name = "s-" + number;
    return new Service(new ServiceName("shop", name), Map.of("app", name), List.of(PORT));
  }

  /**
   * An instance of a service.
   *
   * @param service its number
   */
  public static Instance instance(int service, int replica, InstanceState state) {
    String name = "s-" + service;
    return new Instance(
        name + "-" + replica,
        SpiffeId.of("cluster.local", "shop", name),
        "shop",
        Map.of("app", name, "team", "all"),
        "10.0." + replica / 250 + "." + (1 + replica % 250),
        List.of(new InboundPort("", 8080, 15_080)),
        "zone-" + replica % 3,
        state);
  }
}
