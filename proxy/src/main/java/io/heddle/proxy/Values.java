package io.heddle.proxy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a setting's text becomes a value: its unit and its limit, said and enforced in one place.
 *
 * @param unit what the text is
 * @param limit which values are accepted; empty: every one of that unit
 * @param parser throws {@link IllegalArgumentException} for anything else
 */
record Values<T>(String unit, String limit, Function<String, T> parser) {
  static Values<String> text(String unit) {
    return new Values<>(unit, "", Function.identity());
  }

  static Values<Path> path() {
    return new Values<>("path", "", Path::of);
  }

  static Values<Duration> duration(String min, String max) {
    Duration low = DurationText.parse(min);
    Duration high = DurationText.parse(max);
    return new Values<>(
        "duration",
        min + "-" + max,
        text -> {
          Duration value = DurationText.parse(text);
          return inRange(value, value.compareTo(low) >= 0 && value.compareTo(high) <= 0);
        });
  }

  static Values<Integer> count(String unit, int min, int max) {
    return new Values<>(
        unit,
        min + "-" + max,
        text -> {
          int value = Integer.parseInt(text);
          return inRange(value, value >= min && value <= max);
        });
  }

  static <E extends Enum<E>> Values<E> choice(Class<E> type) {
    String names =
        Arrays.stream(type.getEnumConstants()).map(Values::name).collect(Collectors.joining("|"));
    return new Values<>("choice", names, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
  }

  static Values<InetAddress> ipAddress() {
    return new Values<>("IP address", "", InetAddress::ofLiteral);
  }

  static Values<HostPort> address(int defaultPort) {
    return new Values<>("host:port", "port 0-65535", text -> HostPort.parse(text, defaultPort));
  }

  static <T> Values<T> parsed(String unit, String limit, Function<String, T> parser) {
    return new Values<>(unit, limit, parser);
  }

  /** What is expected, for messages. */
  String expected() {
    return limit.isEmpty() ? unit : unit + ", " + limit;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <V> V inRange(V value, boolean within) {
    if (!within) {
      throw new IllegalArgumentException("out of range");
    }
    return value;
  }
}
