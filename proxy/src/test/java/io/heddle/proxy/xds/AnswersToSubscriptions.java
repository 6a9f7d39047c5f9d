package io.heddle.proxy.xds;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gives a sidecar what it asks for, and says which listeners there are not. */
final class AnswersToSubscriptions implements Runnable {
  private final ScriptedControlPlane.Ads ads;
  private final List<Message> resources;

  AnswersToSubscriptions(ScriptedControlPlane.Ads ads, List<Message> resources) {
    this.ads = ads;
    this.resources = List.copyOf(resources);
  }

  @Override
  public void run() {
    try {
      while (true) {
        answer(ads.next());
      }
    } catch (AssertionError _) {
      // Nothing more is asked for.
    }
  }

  private void answer(DeltaDiscoveryRequest request) {
    Message[] asked =
        resources.stream()
            .filter(
                it -> request.getTypeUrl().endsWith("/" + it.getDescriptorForType().getFullName()))
            .filter(it -> request.getResourceNamesSubscribeList().contains(name(it)))
            .toArray(Message[]::new);
    if (asked.length > 0) {
      Arrays.stream(ResourceType.values())
          .filter(type -> type.typeUrl().equals(request.getTypeUrl()))
          .forEach(type -> ads.send(type, "1", asked));
    }
    List<String> missing = new ArrayList<>(request.getResourceNamesSubscribeList());
    resources.forEach(it -> missing.remove(name(it)));
    if (request.getTypeUrl().equals(ResourceType.LISTENER.typeUrl()) && !missing.isEmpty()) {
      ads.remove(ResourceType.LISTENER, missing.toArray(String[]::new));
    }
  }

  private static String name(Message resource) {
    return resource.getField(resource.getDescriptorForType().findFieldByNumber(1)).toString();
  }
}
