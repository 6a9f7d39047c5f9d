package io.heddle.controlplane.files;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The filters that Gateway API knows. */
enum FilterType {
  REQUEST_HEADER_MODIFIER("RequestHeaderModifier", "requestHeaderModifier"),
  RESPONSE_HEADER_MODIFIER("ResponseHeaderModifier", "responseHeaderModifier"),
  REQUEST_MIRROR("RequestMirror", "requestMirror"),
  REQUEST_REDIRECT("RequestRedirect", "requestRedirect"),
  URL_REWRITE("URLRewrite", "urlRewrite"),
  CORS("CORS", "cors"),
  EXTERNAL_AUTH("ExternalAuth", "externalAuth"),
  EXTENSION_REF("ExtensionRef", "extensionRef");

  static final Map<String, FilterType> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(FilterType::display, Function.identity()));

  private final String display;
  private final String field;

  FilterType(String display, String field) {
    this.display = display;
    this.field = field;
  }

  static String list(Collection<FilterType> types) {
    return types.stream().sorted().map(FilterType::display).collect(Collectors.joining(", "));
  }

  /** As users write it. */
  String display() {
    return display;
  }

  /** Where its settings are written. */
  String field() {
    return field;
  }
}
