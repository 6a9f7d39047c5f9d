package io.heddle.perf;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Heddle is measured from outside. */
@AnalyzeClasses(packages = "io.heddle.perf", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule whatIsMeasuredIsKnownByItsProcessesOnly =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.heddle.proxy..", "io.heddle.controlplane..", "io.heddle.examples..");

  @ArchTest
  static final ArchRule theLoadKnowsNoMeasurement =
      noClasses()
          .that()
          .resideInAPackage("io.heddle.perf.load..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.heddle.perf.sidebyside..", "io.heddle.perf.micro..", "io.heddle.certs..");

  @ArchTest
  static final ArchRule whatMeasurementsShareKnowsNone =
      noClasses()
          .that()
          .resideInAnyPackage("io.heddle.perf.process..", "io.heddle.perf.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.heddle.perf.sidebyside..", "io.heddle.perf.micro..", "io.heddle.perf.load..");
}
