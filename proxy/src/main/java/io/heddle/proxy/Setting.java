package io.heddle.proxy;

import java.util.Locale;
import java.util.Optional;

/**
 * A setting of the sidecar: what it is called everywhere, and what it means.
 *
 * @param name in the configuration file; a flag's name behind two dashes
 * @param standard its value where nobody gives one, as text; empty: it is required or means absence
 * @param text one sentence
 */
record Setting<T>(
    String name, Form form, Values<T> values, Optional<String> standard, String text) {

  /** Where a setting can be given, and how often. */
  enum Form {
    FLAG,
    REPEATED_FLAG,
    /** In the environment and the configuration file only: few will ever touch it. */
    TUNING
  }

  String flag() {
    return "--" + name;
  }

  String variable() {
    return "HEDDLE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  boolean isFlag() {
    return form != Form.TUNING;
  }
}
