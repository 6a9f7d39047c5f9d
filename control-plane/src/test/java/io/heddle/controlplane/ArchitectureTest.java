package io.heddle.controlplane;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The borders between the control plane's packages. */
@AnalyzeClasses(packages = "io.heddle.controlplane", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule theWireIsTheOnlyContractWithTheSidecar =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.heddle.proxy..");

  @ArchTest
  static final ArchRule theModelIsPlainValues =
      noClasses()
          .that()
          .resideInAPackage("io.heddle.controlplane.model..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "io.heddle.controlplane.model..", "io.heddle.certs..", "org.jspecify..");

  @ArchTest
  static final ArchRule xdsKnowsNothingOfTheModel =
      noClasses()
          .that()
          .resideInAPackage("io.heddle.controlplane.xds..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.heddle.controlplane.model..",
              "io.heddle.controlplane.translate..",
              "io.heddle.controlplane.rollout..",
              "io.heddle.controlplane.files..");

  @ArchTest
  static final ArchRule translationIsPure =
      noClasses()
          .that()
          .resideInAPackage("io.heddle.controlplane.translate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "io.netty..", "java.nio.file..", "java.net..");

  @ArchTest
  static final ArchRule theRolloutEngineKnowsNoTransport =
      noClasses()
          .that()
          .resideInAPackage("io.heddle.controlplane.rollout..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "io.netty..", "io.envoyproxy..");

  @ArchTest
  static final ArchRule rotationDecidesAndDoesNothing =
      noClasses()
          .that()
          .resideInAPackage("io.heddle.controlplane.rotation..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "io.heddle.controlplane.rotation..", "io.heddle.certs..", "org.jspecify..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..", "java.io..");

  @ArchTest
  static final ArchRule checksAreFunctionsOfFacts =
      noClasses()
          .that()
          .resideInAPackage("io.heddle.controlplane.check")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("java..", "io.heddle.controlplane.check", "org.jspecify..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..", "java.io..");

  @ArchTest
  static final ArchRule metricsStayOutOfTheLogic =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.heddle.controlplane", "io.heddle.controlplane.admin..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.micrometer..");

  @ArchTest
  static final ArchRule timeIsHandedIn =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.heddle.controlplane", "io.heddle.controlplane.cli..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("io.heddle.controlplane.(*)..").should().beFreeOfCycles();
}
