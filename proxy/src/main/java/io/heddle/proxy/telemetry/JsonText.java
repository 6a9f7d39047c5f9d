package io.heddle.proxy.telemetry;

import java.math.BigDecimal;

/** Writes JSON, member by member; closing what was opened is the caller's. */
public final class JsonText {
  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  public JsonText open(char bracket) {
    separate();
    text.append(bracket);
    first = true;
    return this;
  }

  public JsonText close(char bracket) {
    text.append(bracket);
    first = false;
    return this;
  }

  public JsonText name(String name) {
    separate();
    quote(name);
    text.append(':');
    first = true;
    return this;
  }

  public JsonText value(CharSequence value) {
    separate();
    quote(value);
    return this;
  }

  public JsonText value(long value) {
    separate();
    text.append(value);
    return this;
  }

  public JsonText value(BigDecimal value) {
    separate();
    text.append(value.toPlainString());
    return this;
  }

  public JsonText truth(boolean value) {
    separate();
    text.append(value);
    return this;
  }

  public JsonText member(String name, CharSequence value) {
    return name(name).value(value);
  }

  public JsonText member(String name, long value) {
    return name(name).value(value);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  private void quote(CharSequence value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
