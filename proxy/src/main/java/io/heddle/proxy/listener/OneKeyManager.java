package io.heddle.proxy.listener;

import io.netty.handler.ssl.util.SimpleKeyManagerFactory;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.ManagerFactoryParameters;

/** Hands one key manager to whoever wants a factory of them; no key store is involved. */
final class OneKeyManager extends SimpleKeyManagerFactory {
  private final KeyManager manager;

  OneKeyManager(KeyManager manager) {
    this.manager = manager;
  }

  @Override
  protected void engineInit(KeyStore keyStore, char[] password) {
    // There is nothing to take from a key store.
  }

  @Override
  protected void engineInit(ManagerFactoryParameters parameters) {
    // There is nothing to take from parameters.
  }

  @Override
  protected KeyManager[] engineGetKeyManagers() {
    return new KeyManager[] {manager};
  }
}
