package io.heddle.controlplane.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an address to listen on: {@code 127.0.0.1:15012}, {@code [::1]:15012}; port 0 takes any.
 */
public final class AddressConverter implements ITypeConverter<InetSocketAddress> {
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+):([0-9]{1,5})");
  private static final int MAX_PORT = 65_535;

  @Override
  public InetSocketAddress convert(String value) {
    Matcher matcher = FORM.matcher(value);
    if (matcher.matches() && Integer.parseInt(matcher.group(2)) <= MAX_PORT) {
      try {
        return new InetSocketAddress(
            InetAddress.getByName(matcher.group(1)), Integer.parseInt(matcher.group(2)));
      } catch (UnknownHostException e) {
        throw new TypeConversionException(value + " (expected: an address of this host)");
      }
    }
    throw new TypeConversionException(value + " (expected: HOST:PORT)");
  }
}
