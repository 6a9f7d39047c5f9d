package io.heddle.proxy.xds;

import io.heddle.proxy.config.HeaderEdits;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the header edits of a route, or of one of its clusters. Values are taken as they are:
 * nothing is substituted.
 */
final class HeaderEditsDecoder {
  static final Fields REQUEST = new Fields("request_headers", 9, 12);
  static final Fields RESPONSE = new Fields("response_headers", 10, 11);

  private static final int ADD = 0;
  private static final int SET = 2;
  private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

  private HeaderEditsDecoder() {}

  /** Which of its holder's two sets of edits. */
  record Fields(String name, int add, int remove) {}

  static HeaderEdits decode(ProtoMessage holder, Fields fields) throws DecodeException {
    List<HeaderEdits.Header> set = new ArrayList<>();
    List<HeaderEdits.Header> add = new ArrayList<>();
    for (ProtoMessage option : holder.messages(fields.add(), fields.name() + "_to_add")) {
      HeaderEdits.Header header = header(option);
      switch (option.integer(3)) {
        case ADD -> add.add(header);
        case SET -> set.add(header);
        default ->
            throw option.rejected(
                "append_action",
                String.valueOf(option.integer(3)),
                "APPEND_IF_EXISTS_OR_ADD or OVERWRITE_IF_EXISTS_OR_ADD");
      }
    }
    List<String> remove = holder.texts(fields.remove());
    for (int index = 0; index < remove.size(); index++) {
      requireToken(holder, fields.name() + "_to_remove[" + index + "]", remove.get(index));
    }
    return new HeaderEdits(remove, set, add);
  }

  private static HeaderEdits.Header header(ProtoMessage option) throws DecodeException {
    ProtoMessage header =
        option
            .message(1, "header")
            .orElseThrow(() -> option.rejected("header", "none", "a header"));
    requireToken(header, "key", header.text(1));
    return new HeaderEdits.Header(header.text(1), value(header, "value", 2));
  }

  /** Text that becomes a field's value. */
  static String value(ProtoMessage holder, String name, int field) throws DecodeException {
    String value = holder.text(field);
    if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
      throw holder.rejected(name, "control characters", "none");
    }
    return value;
  }

  private static void requireToken(ProtoMessage holder, String field, String name)
      throws DecodeException {
    if (name.isEmpty() || !name.chars().allMatch(HeaderEditsDecoder::isToken)) {
      throw holder.rejected(field, name, "a header's name");
    }
  }

  private static boolean isToken(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_SYMBOLS.indexOf(c) >= 0;
  }
}
