package io.heddle.examples.mix;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.heddle.examples",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class MixBordersTest {
  @ArchTest
  static final ArchRule THE_MARKET_DOES_NOT_KNOW_ITS_CLIENTS =
      noClasses()
          .that()
          .resideInAPackage("io.heddle.examples.market")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.heddle.examples.mix");

  @ArchTest
  static final ArchRule NEITHER_KNOWS_THE_MESH =
      noClasses()
          .that()
          .resideInAnyPackage("io.heddle.examples.market", "io.heddle.examples.mix")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.heddle.examples.demo",
              "io.heddle.examples.shop",
              "io.heddle.proxy..",
              "io.heddle.controlplane..",
              "io.heddle.certs..");
}
