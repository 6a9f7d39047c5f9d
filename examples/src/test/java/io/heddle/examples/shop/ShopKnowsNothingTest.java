package io.heddle.examples.shop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.heddle.examples.shop",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ShopKnowsNothingTest {
  @ArchTest
  static final ArchRule THE_APPLICATION_IS_PLAIN_JAVA =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify.annotations", "io.heddle.examples.shop");
}
