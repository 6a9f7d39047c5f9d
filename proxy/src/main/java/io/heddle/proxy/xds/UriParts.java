package io.heddle.proxy.xds;

/** Reads text that becomes part of a URI, so that none of it can break the head that it is in. */
final class UriParts {
  private static final String IN_AUTHORITIES = "-._~%!$&'()*+,;=:[]";

  private UriParts() {}

  /** A path, perhaps with a query; empty when there is none. */
  static String path(ProtoMessage holder, String name, int field) throws DecodeException {
    String path = holder.text(field);
    if (!path.isEmpty() && (path.charAt(0) != '/' || !isOfTarget(path))) {
      throw holder.rejected(name, path, "/ first, then visible ASCII without #");
    }
    return path;
  }

  /** A host, perhaps with a port; empty when there is none. */
  static String authority(ProtoMessage holder, String name, int field) throws DecodeException {
    String authority = holder.text(field);
    if (!authority.chars().allMatch(UriParts::isOfAuthority)) {
      throw holder.rejected(name, authority, "a host or host:port");
    }
    return authority;
  }

  /** May all of it be in a request's target? */
  static boolean isOfTarget(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '#');
  }

  private static boolean isOfAuthority(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || IN_AUTHORITIES.indexOf(c) >= 0;
  }
}
