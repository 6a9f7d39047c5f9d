package io.heddle.examples.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/** What the control plane says of the instances. */
public record Instances(JsonNode list) {
  public static Instances of(String admin) throws IOException {
    return new Instances(Page.get(admin, "/v1/instances").json().path("instances"));
  }

  public boolean isServing(String uid) {
    JsonNode instance = find(uid);
    return instance.path("state").asText().equals("SERVING")
        && instance.path("connected").asBoolean();
  }

  /** Empty if it is not there. */
  String state(String uid) {
    return find(uid).path("state").asText();
  }

  private JsonNode find(String uid) {
    for (JsonNode instance : list) {
      if (instance.path("uid").asText().equals(uid)) {
        return instance;
      }
    }
    return MissingNode.getInstance();
  }
}
