package io.heddle.proxy;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.netty.handler.ssl.SslContextBuilder;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** The borders between the sidecar's packages. */
@AnalyzeClasses(packages = "io.heddle.proxy", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule theWireIsTheOnlyContractWithTheControlPlane =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.heddle.controlplane..", "io.heddle.v1..");

  @ArchTest
  static final ArchRule noProtobufLibraryAndNoGrpcInTheSidecar =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google.protobuf..", "io.envoyproxy..", "io.grpc..");

  @ArchTest
  static final ArchRule configurationIsPlainValues =
      noClasses()
          .that()
          .resideInAPackage("io.heddle.proxy.config..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..",
              "io.heddle.proxy.config..",
              "io.heddle.certs..",
              "org.jspecify..",
              "com.google.re2j..");

  @ArchTest
  static final ArchRule routingAndBalancingArePure =
      noClasses()
          .that()
          .resideInAnyPackage("io.heddle.proxy.route..", "io.heddle.proxy.cluster.balance..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty..", "io.micrometer..", "java.net..", "java.io..");

  @ArchTest
  static final ArchRule metricsAndLogsStayOutOfTheLogic =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.heddle.proxy.http..",
              "io.heddle.proxy.http1..",
              "io.heddle.proxy.http2..",
              "io.heddle.proxy.tcp..",
              "io.heddle.proxy.route..",
              "io.heddle.proxy.filter..",
              "io.heddle.proxy.cluster..",
              "io.heddle.proxy.memory..",
              "io.heddle.proxy.listener..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "org.slf4j..");

  @ArchTest
  static final ArchRule memoryIsCountedWithoutKnowingWhatFor =
      noClasses()
          .that()
          .resideInAPackage("io.heddle.proxy.memory..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.heddle..")
                  .and(resideOutsideOfPackage("io.heddle.proxy.memory..")));

  /** Netty makes a key store of them, and its password costs the loop 20 ms or more. */
  @ArchTest
  static final ArchRule privateKeysAreShownByAKeyManager =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(type(SslContextBuilder.class)))
                  .and(target(rawParameterTypes(PrivateKey.class, X509Certificate[].class))));

  @ArchTest
  static final ArchRule timeIsHandedIn =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.heddle.proxy")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("io.heddle.proxy.(*)..").should().beFreeOfCycles();
}
