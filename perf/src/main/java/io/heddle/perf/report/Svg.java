package io.heddle.perf.report;

import java.util.Locale;

/** Writes a picture: the few shapes that a plot needs. */
final class Svg {
  private final StringBuilder shapes = new StringBuilder();
  private final int width;
  private final int height;

  Svg(int width, int height) {
    this.width = width;
    this.height = height;
  }

  void line(Point from, Point to, String style) {
    shapes.append(
        String.format(
            Locale.ROOT,
            "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' style='%s'/>\n",
            from.x(),
            from.y(),
            to.x(),
            to.y(),
            style));
  }

  void circle(Point center, double radius, String style) {
    shapes.append(
        String.format(
            Locale.ROOT,
            "<circle cx='%.1f' cy='%.1f' r='%.1f' style='%s'/>\n",
            center.x(),
            center.y(),
            radius,
            style));
  }

  /** The point is on the text's base line, at its start, middle or end. */
  void text(Point at, Anchor anchor, String text) {
    shapes.append(
        String.format(
            Locale.ROOT,
            "<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>\n",
            at.x(),
            at.y(),
            anchor.name().toLowerCase(Locale.ROOT),
            escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public String toString() {
    return """
    <svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>
    <rect width='100%%' height='100%%' fill='white'/>
    %s</svg>
    """
        .formatted(width, height, width, height, shapes);
  }

  /** In pixels, from the left and from the top. */
  record Point(double x, double y) {}

  /** What of a text is at its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }
}
