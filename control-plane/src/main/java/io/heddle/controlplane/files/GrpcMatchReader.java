package io.heddle.controlplane.files;

import io.heddle.controlplane.model.PathMatch;
import io.heddle.controlplane.model.RouteMatch;
import io.heddle.controlplane.model.RouteMatch.Named;
import io.heddle.controlplane.model.ValueMatch;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one match of a GRPCRoute's rule. */
final class GrpcMatchReader {
  private static final Pattern SERVICE = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");
  private static final Pattern METHOD = Pattern.compile("[A-Za-z_]\\w*");

  private GrpcMatchReader() {}

  static RouteMatch read(Field element) {
    Fields fields = element.fields();
    PathMatch path =
        fields.find("method").map(GrpcMatchReader::method).orElse(RouteMatch.ANY.path());
    List<Named> headers = fields.find("headers").map(RouteMatchReader::headers).orElse(List.of());
    fields.finish();
    return new RouteMatch(path, Optional.empty(), headers, List.of());
  }

  private static PathMatch method(Field field) {
    Fields fields = field.fields();
    RouteMatchReader.Type type =
        fields
            .find("type")
            .map(it -> it.oneOf(RouteMatchReader.VALUE_TYPES, RouteMatchReader.Type.EXACT))
            .orElse(RouteMatchReader.Type.EXACT);
    Optional<ValueMatch> service =
        fields.find("service").map(it -> value(it, type, SERVICE, "such as shop.v1.Catalog"));
    Optional<ValueMatch> method =
        fields.find("method").map(it -> value(it, type, METHOD, "such as ListItems"));
    fields.finish();
    if (service.isEmpty() && method.isEmpty()) {
      field.report().invalid(field, "names nothing (expected: a service, a method or both)");
    }
    return new PathMatch.Rpc(service, method);
  }

  private static ValueMatch value(
      Field field, RouteMatchReader.Type type, Pattern names, String expected) {
    ValueMatch value = RouteMatchReader.value(field, type);
    if (type == RouteMatchReader.Type.EXACT
        && field.isString()
        && !names.matcher(value.text()).matches()) {
      field.report().invalid(field, field.shown() + " (expected: " + expected + ")");
    }
    return value;
  }
}
