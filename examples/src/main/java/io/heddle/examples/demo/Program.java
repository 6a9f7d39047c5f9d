package io.heddle.examples.demo;

import io.heddle.examples.market.MarketApp;
import io.heddle.examples.shop.ShopApp;
import java.util.Locale;

/** A program whose processes a demo starts. */
enum Program {
  /** Also what an operator types. */
  CONTROL_PLANE("control-plane", "io.heddle.controlplane.Main"),
  SUPERVISOR("proxy", "io.heddle.proxy.Main"),
  SIDECAR("proxy", "io.heddle.proxy.Main"),
  SHOP("examples", ShopApp.class.getName()),
  MARKET("examples", MarketApp.class.getName());

  private final String module;
  private final String mainClass;

  Program(String module, String mainClass) {
    this.module = module;
    this.mainClass = mainClass;
  }

  String module() {
    return module;
  }

  String mainClass() {
    return mainClass;
  }

  /** What its recorded start is called, as the launcher and sidecars look for it. */
  String cache() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".aot";
  }
}
