package io.heddle.perf;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Heddle is measured from outside. */
@AnalyzeClasses(packages = "io.heddle.perf", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String STREAMS = "io.heddle.perf.streams";

  /**
   * With one exception: a thousand proxies that are processes would not fit on a host, and another
   * client of the control plane would not be what has to take its changes. So one package runs the
   * sidecar's own, many times in one process. What it stands beside and counts stays outside.
   */
  @ArchTest
  static final ArchRule whatIsMeasuredIsKnownByItsProcessesOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage(STREAMS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.heddle.proxy..", "io.heddle.controlplane..", "io.heddle.examples..");

  @ArchTest
  static final ArchRule streamsAreTheSidecarsClientAndNoMoreOfIt =
      noClasses()
          .that()
          .resideInAPackage(STREAMS)
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.heddle..")
                  .and(
                      not(
                          resideInAnyPackage(
                              STREAMS, "io.heddle.proxy.xds", "io.heddle.proxy.config"))));

  /** They come with the scope provided: whoever loads a class of theirs needs more jars. */
  @ArchTest
  static final ArchRule othersNeedNoJarsOfTheMeasurement =
      noClasses()
          .that()
          .resideOutsideOfPackages(STREAMS, "io.heddle.perf.baseline")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty..", "io.grpc..", "io.envoyproxy..", "com.google..");

  @ArchTest
  static final ArchRule theLoadKnowsNoMeasurement =
      noClasses()
          .that()
          .resideInAPackage("io.heddle.perf.load..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.heddle.perf.sidebyside..",
              "io.heddle.perf.controlplane..",
              "io.heddle.perf.micro..",
              "io.heddle.certs..");

  @ArchTest
  static final ArchRule whatMeasurementsShareKnowsNone =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.heddle.perf.process..", "io.heddle.perf.report..", "io.heddle.perf.command..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.heddle.perf.sidebyside..",
              "io.heddle.perf.controlplane..",
              "io.heddle.perf.micro..",
              STREAMS,
              "io.heddle.perf.baseline..",
              "io.heddle.perf.load..");

  @ArchTest
  static final ArchRule theBaselineKnowsNothingOfHeddle =
      noClasses()
          .that()
          .resideInAPackage("io.heddle.perf.baseline")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.heddle..")
                  .and(not(resideInAPackage("io.heddle.perf.baseline"))));
}
