package io.heddle.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.heddle.proxy.config.HeaderMatch;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.RouteMatch;
import io.heddle.proxy.config.ValueMatch;
import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.RequestHead;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RepeatedHeaderTest {
  /** A request with a field for each value. */
  private record Repeated(List<String> values) implements RequestHead {
    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String target() {
      return "/";
    }

    @Override
    public String authority() {
      return "catalog";
    }

    @Override
    public long bodyLength() {
      return BodyLength.NONE;
    }

    @Override
    public @Nullable String header(String name) {
      return name.equals("x-user") ? String.join(",", values) : null;
    }

    @Override
    public void forEachField(FieldVisitor visitor) {
      values.forEach(value -> visitor.field("X-User", value));
      visitor.field("x-other", "eve");
    }
  }

  private static boolean matches(ValueMatch value, String... values) {
    RouteMatch match =
        new RouteMatch(
            new PathMatch.Prefix("/"), List.of(new HeaderMatch("x-user", value)), List.of());
    return RouteMatcher.matches(match, new Repeated(List.of(values)));
  }

  @Test
  void oneOfSeveralFieldsIsEnough() {
    ValueMatch ann = new ValueMatch.Exact("ann");

    assertThat(matches(ann, "ann", "bob")).isTrue();
    assertThat(matches(ann, "bob", "ann")).isTrue();
    assertThat(matches(ann, "bob", "cid")).isFalse();
    assertThat(matches(new ValueMatch.Exact("eve"), "ann", "bob")).isFalse();
    assertThat(matches(new ValueMatch.Regex(Pattern.compile("b.b")), "ann", "bob")).isTrue();
  }

  @Test
  void aCommaInAFieldIsNoSeparator() {
    assertThat(matches(new ValueMatch.Exact("ann"), "ann,bob")).isFalse();
    assertThat(matches(new ValueMatch.Exact("ann,bob"), "ann,bob")).isTrue();
    assertThat(matches(new ValueMatch.Exact("ann,bob"), "ann", "bob")).isFalse();
  }
}
