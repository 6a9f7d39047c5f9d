package io.heddle.controlplane.files;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a heddle.yaml says.
 *
 * @param objects a folder of Services and HTTPRoutes; absent: a Service is made for each service
 */
public record HostFile(String namespace, Optional<String> objects, List<HostService> services) {
  public HostFile {
    services = List.copyOf(services);
  }

  /**
   * A service of this host.
   *
   * @param run for {@code sh -c}; its environment has PORT, and NAME_ADDRESS for each service it
   *     uses
   * @param port what others dial
   * @param listen PORT of the first replica, the next one's is one more; 0: any free one
   * @param health as {@code heddle proxy --health}
   */
  public record HostService(
      String name,
      String run,
      int port,
      int listen,
      int replicas,
      String health,
      List<Use> uses,
      Map<String, String> environment) {
    public HostService {
      uses = List.copyOf(uses);
      environment = Map.copyOf(environment);
    }
  }

  /** A service that another one calls. */
  public record Use(String service, int port) {
    /** {@code payment-cards} is found in PAYMENT_CARDS_ADDRESS. */
    public String variable() {
      return service.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_') + "_ADDRESS";
    }
  }
}
