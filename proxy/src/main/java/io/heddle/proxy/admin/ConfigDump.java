package io.heddle.proxy.admin;

import com.google.re2j.Pattern;
import io.heddle.certs.TrustBundle;
import io.heddle.certs.X509Svid;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.telemetry.JsonText;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A snapshot as JSON: its records as objects. What is not known to be harmless is an error, so that
 * no key can slip in.
 */
public final class ConfigDump {
  private final JsonText json = new JsonText();

  private ConfigDump() {}

  public static String of(ProxySnapshot snapshot) {
    ConfigDump dump = new ConfigDump();
    dump.value(snapshot);
    return dump.json + "\n";
  }

  private void value(Object value) {
    switch (value) {
      case X509Svid svid -> svid(svid);
      case TrustBundle bundle -> bundle(bundle);
      case Record object -> object(object);
      case Map<?, ?> map -> map(map);
      case Iterable<?> list -> list(list);
      case Optional<?> optional -> list(optional.stream().toList());
      case Integer number -> json.value(number);
      case Long number -> json.value(number);
      case Double number -> json.value(BigDecimal.valueOf(number).stripTrailingZeros());
      case Boolean truth -> json.truth(truth);
      case String text -> json.value(text);
      case Enum<?> constant -> json.value(constant.name());
      case Duration duration -> json.value(duration.toString());
      case Pattern pattern -> json.value(pattern.pattern());
      default ->
          throw new IllegalStateException(
              "configuration dump: " + value.getClass() + " (expected: a known kind of value)");
    }
  }

  private void svid(X509Svid svid) {
    json.open('{')
        .member("id", svid.id().toString())
        .member("notBefore", svid.leaf().getNotBefore().toInstant().toString())
        .member("notAfter", svid.leaf().getNotAfter().toInstant().toString())
        .member("serial", svid.leaf().getSerialNumber().toString(16))
        .close('}');
  }

  private void bundle(TrustBundle bundle) {
    json.open('{').member("trustDomain", bundle.trustDomain()).name("roots").open('[');
    bundle.roots().forEach(root -> json.value(root.getSubjectX500Principal().getName()));
    json.close(']').close('}');
  }

  private void object(Record object) {
    json.open('{').member("kind", object.getClass().getSimpleName());
    for (RecordComponent component : object.getClass().getRecordComponents()) {
      json.name(component.getName());
      value(read(object, component));
    }
    json.close('}');
  }

  private static Object read(Record object, RecordComponent component) {
    try {
      return component.getAccessor().invoke(object);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("configuration dump: " + component, e);
    }
  }

  private void map(Map<?, ?> map) {
    json.open('{');
    new TreeMap<>(map)
        .forEach((name, value) -> {
          json.name(String.valueOf(name));
          value(value);
        });
    json.close('}');
  }

  private void list(Iterable<?> list) {
    json.open('[');
    list.forEach(this::value);
    json.close(']');
  }
}
