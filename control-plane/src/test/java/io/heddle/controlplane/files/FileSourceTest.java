package io.heddle.controlplane.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.controlplane.model.Kind;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.model.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
  private static final String SHOP = service("shop", 80);
  private static final String CATALOG = service("catalog", 80);
  private static final ObjectName SHOP_NAME = name("shop");
  private static final ObjectName CATALOG_NAME = name("catalog");

  @TempDir private Path directory;
  private FileSource source;

  @BeforeEach
  void shopAndCatalogAreInForce() throws IOException {
    source = new FileSource(directory);
    write("a.yaml", SHOP + "---\n" + CATALOG);
    assertThat(source.reload().entries()).containsOnlyKeys(SHOP_NAME, CATALOG_NAME);
  }

  @Test
  void aDirectoryThatIsNotThereIsRefusedAtOnce() {
    Path missing = directory.resolve("missing");

    assertThatThrownBy(() -> new FileSource(missing))
        .isInstanceOf(NotDirectoryException.class)
        .hasMessageContaining(missing.toString())
        .hasMessageContaining("expected: a directory");
  }

  @Test
  void anObjectThatIsInNoFileAnyMoreIsGone() throws IOException {
    write("a.yaml", CATALOG);

    assertThat(source.reload().entries()).containsOnlyKeys(CATALOG_NAME);
  }

  @Test
  void theObjectsOfADeletedFileAreGone() throws IOException {
    Files.delete(directory.resolve("a.yaml"));

    assertThat(source.reload().entries()).isEmpty();
  }

  @Test
  void aHalfWrittenFileChangesNothing() throws IOException {
    write("a.yaml", SHOP + "---\napiVersion: v1\nkind: Service\nmetadata: {name: cat");

    ObjectSet objects = source.reload();

    assertThat(objects.entries()).containsOnlyKeys(SHOP_NAME, CATALOG_NAME);
    assertThat(objects.problems()).singleElement().matches(Problem::isError);
  }

  @Test
  void aFileThatIsEmptyForAMomentChangesNothing() throws IOException {
    write("a.yaml", "");

    assertThat(source.reload().entries()).containsOnlyKeys(SHOP_NAME, CATALOG_NAME);
  }

  @Test
  void ofAnInvalidVersionTheLastGoodOneStays() throws IOException {
    write("a.yaml", service("shop", 0) + "---\n" + service("catalog", 81));

    ObjectSet objects = source.reload();

    assertThat(port(objects, SHOP_NAME)).isEqualTo(80);
    assertThat(port(objects, CATALOG_NAME)).isEqualTo(81);
    assertThat(objects.rejected()).containsOnlyKeys(SHOP_NAME);
  }

  @Test
  void theLastGoodVersionOutlivesSeveralBadOnes() throws IOException {
    write("a.yaml", service("shop", 0));
    source.reload();
    write("a.yaml", "{");
    source.reload();
    write("a.yaml", service("shop", -1));

    assertThat(port(source.reload(), SHOP_NAME)).isEqualTo(80);
  }

  @Test
  void whileAFileHoldsAnObjectThatCannotBeNamedNoneOfItsObjectsIsMissed() throws IOException {
    write("a.yaml", SHOP + "---\n" + CATALOG.replace("name:", "nmae:"));

    assertThat(source.reload().entries()).containsOnlyKeys(SHOP_NAME, CATALOG_NAME);
  }

  @Test
  void aMisspeltKindDoesNotRemoveTheObject() throws IOException {
    write("a.yaml", SHOP + "---\n" + CATALOG.replace("kind: Service", "kind: Servise"));

    assertThat(source.reload().entries()).containsOnlyKeys(SHOP_NAME, CATALOG_NAME);
  }

  @Test
  void anObjectMayMoveToAnotherFile() throws IOException {
    write("a.yaml", SHOP);
    write("b.yml", service("catalog", 81));

    assertThat(port(source.reload(), CATALOG_NAME)).isEqualTo(81);
  }

  @Test
  void anObjectThatMovedInABadVersionStaysWithItsNewFile() throws IOException {
    write("a.yaml", SHOP);
    write("b.yaml", service("catalog", 0));
    assertThat(source.reload().entries()).containsKey(CATALOG_NAME);
    write("b.yaml", "{");
    assertThat(source.reload().entries()).containsKey(CATALOG_NAME);

    Files.delete(directory.resolve("b.yaml"));

    assertThat(source.reload().entries()).containsOnlyKeys(SHOP_NAME);
  }

  @Test
  void aFreshVersionWinsOverOneThatIsOnlyRemembered() throws IOException {
    write("a.yaml", "{");
    write("b.yaml", service("shop", 81));

    assertThat(port(source.reload(), SHOP_NAME)).isEqualTo(81);
  }

  @Test
  void ofTwoWithTheSameNameTheFirstIsInForce() throws IOException {
    write("b.yaml", service("shop", 81));

    ObjectSet objects = source.reload();

    assertThat(port(objects, SHOP_NAME)).isEqualTo(80);
    assertThat(objects.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "b.yaml:1 Service/shop: written twice, a.yaml:1 is in force (expected: once)");
  }

  @Test
  void otherFilesAreNoneOfOurs() throws IOException {
    write("notes.txt", "{");
    write(".a.yaml.swp", "{");
    write(".hidden.yaml", "{");
    Files.createDirectory(directory.resolve("more.yaml"));

    assertThat(source.reload().problems()).isEmpty();
  }

  @Test
  void bytesThatAreNotTextChangeNothing() throws IOException {
    Files.write(directory.resolve("a.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    ObjectSet objects = source.reload();

    assertThat(objects.entries()).containsOnlyKeys(SHOP_NAME, CATALOG_NAME);
    assertThat(objects.problems()).singleElement().asString().contains("not UTF-8");
  }

  @Test
  void aDirectoryThatGoesAwayTakesNothingAlong() throws IOException {
    Files.delete(directory.resolve("a.yaml"));
    Files.delete(directory);

    ObjectSet objects = source.reload();

    assertThat(objects.entries()).containsOnlyKeys(SHOP_NAME, CATALOG_NAME);
    assertThat(objects.problems()).singleElement().asString().contains("cannot be listed");
    Files.createDirectory(directory);
  }

  @Test
  void theHashOfAnObjectIsThatOfWhatItSays() throws IOException {
    String before = hash(source.reload(), SHOP_NAME);
    write("a.yaml", "# A comment.\n" + SHOP.replace("ports: [{port: 80}]", "ports:\n  - port: 80"));
    assertThat(hash(source.reload(), SHOP_NAME)).isEqualTo(before).hasSize(16);

    write("a.yaml", service("shop", 81));

    assertThat(hash(source.reload(), SHOP_NAME)).isNotEqualTo(before);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  private static int port(ObjectSet objects, ObjectName name) {
    return ((Service) entry(objects, name).object()).ports().getFirst().port();
  }

  private static String hash(ObjectSet objects, ObjectName name) {
    return entry(objects, name).hash();
  }

  private static ObjectSet.Entry entry(ObjectSet objects, ObjectName name) {
    return Optional.ofNullable(objects.entries().get(name)).orElseThrow();
  }

  private static String service(String name, int port) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: %s}
    spec:
      ports: [{port: %d}]
    """
        .formatted(name, port);
  }

  private static ObjectName name(String name) {
    return new ObjectName(Kind.SERVICE, "default", name);
  }
}
