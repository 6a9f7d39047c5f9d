package io.heddle.proxy.lifecycle;

/** What an instance says of itself to its control plane; kept and said again by whoever sends. */
public interface Session {
  /** Where nobody is told. */
  Session NOBODY =
      new Session() {
        @Override
        public void healthy() {}

        @Override
        public void unhealthy(String cause) {}

        @Override
        public void stopping() {}

        @Override
        public void quiet() {}
      };

  void healthy();

  void unhealthy(String cause);

  void stopping();

  void quiet();
}
