package io.heddle.controlplane.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heddle.controlplane.identity.AuthorityStatus;

/** Whom the mesh trusts, as JSON: hashes of public keys and dates, no certificate. */
final class AuthorityJson {
  private AuthorityJson() {}

  static JsonNode of(AuthorityStatus status) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("trustDomain", status.trustDomain())
        .put("phase", status.phase().name())
        .put("since", status.since().map(Object::toString).orElse(null))
        .put("issuer", status.issuer().text());
    ArrayNode roots = node.putArray("roots");
    for (AuthorityStatus.Root root : status.roots()) {
      roots
          .addObject()
          .put("keyHash", root.key().text())
          .put("subject", root.subject())
          .put("expiresAt", root.notAfter().toString());
    }
    status
        .oldest()
        .ifPresentOrElse(
            oldest ->
                node.putObject("oldestCertificate")
                    .put("uid", oldest.uid())
                    .put("expiresAt", oldest.notAfter().toString()),
            () -> node.putNull("oldestCertificate"));
    node.put("nextRenewalAt", status.nextRenewal().map(Object::toString).orElse(null));
    ArrayNode laggards = node.putArray("laggards");
    status
        .laggards()
        .forEach(laggard ->
            laggards.addObject().put("uid", laggard.uid()).put("cause", laggard.cause()));
    return node;
  }
}
