package org.sealpost.inflow;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.Timer;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * As much of an application server as a resource adapter sees: work on threads of its own,
 * endpoints that insist on being called between {@code beforeDelivery} and {@code afterDelivery},
 * and transactions that end as the test wants.
 */
final class FakeContainer implements BootstrapContext, MessageEndpointFactory, WorkManager {
  private final MailTransactionListener bean;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  final FakeTransactions transactions = new FakeTransactions();
  final AtomicInteger endpointsOpen = new AtomicInteger();
  final AtomicInteger endpointsMade = new AtomicInteger();

  /** How often from now on the creation of an endpoint fails. */
  final AtomicInteger unavailable = new AtomicInteger();

  /** Whether afterDelivery throws, after the transaction has ended. */
  volatile boolean afterDeliveryFails;

  /** What was not called as the specification demands. */
  final List<String> violations = new CopyOnWriteArrayList<>();

  FakeContainer(MailTransactionListener bean) {
    this.bean = bean;
  }

  @Override
  public MessageEndpoint createEndpoint(@Nullable XAResource resource) throws UnavailableException {
    if (unavailable.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new UnavailableException("not yet");
    }
    endpointsMade.incrementAndGet();
    endpointsOpen.incrementAndGet();
    return (MessageEndpoint)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {MessageEndpoint.class, MailTransactionListener.class},
            new Endpoint());
  }

  @Override
  public MessageEndpoint createEndpoint(@Nullable XAResource resource, long timeout)
      throws UnavailableException {
    return createEndpoint(resource);
  }

  /** One endpoint; not for use by two threads at a time. */
  private final class Endpoint implements InvocationHandler {
    private final AtomicInteger users = new AtomicInteger();
    private @Nullable Method announced;

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      if (users.getAndIncrement() > 0) {
        violations.add("two threads in one endpoint");
      }
      try {
        switch (method.getName()) {
          case "beforeDelivery" -> before((Method) Objects.requireNonNull(arguments)[0]);
          case "afterDelivery" -> after();
          case "release" -> release();
          default -> {
            return call(method, arguments);
          }
        }
        return null;
      } finally {
        users.decrementAndGet();
      }
    }

    private void before(Method method) {
      if (announced != null) {
        violations.add("beforeDelivery twice: " + method.getName());
      }
      announced = method;
      transactions.begin();
    }

    private void after() throws ResourceException {
      if (announced == null) {
        violations.add("afterDelivery without beforeDelivery");
      }
      announced = null;
      transactions.end();
      if (afterDeliveryFails) {
        throw new ResourceException("stumbled");
      }
    }

    private void release() {
      if (announced != null) {
        violations.add("released inside a delivery");
      }
      endpointsOpen.decrementAndGet();
    }

    private Object call(Method method, Object @Nullable [] arguments) throws Throwable {
      if (!method.equals(announced)) {
        violations.add("called without being announced: " + method.getName());
      }
      try {
        return method.invoke(bean, arguments);
      } catch (InvocationTargetException e) {
        // As an enterprise bean does: a system exception takes the transaction with it.
        transactions.setRollbackOnly();
        throw e.getCause();
      }
    }
  }

  @Override
  public boolean isDeliveryTransacted(Method method) {
    return true;
  }

  @Override
  public String getActivationName() {
    return "test";
  }

  @Override
  public Class<?> getEndpointClass() {
    return bean.getClass();
  }

  @Override
  public void scheduleWork(Work work) {
    Thread thread = new Thread(work, "fake-work");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** Waits until every Work has ended. */
  void awaitWorks() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(10_000);
      if (thread.isAlive()) {
        throw new AssertionError("a Work goes on: " + List.of(thread.getStackTrace()));
      }
    }
  }

  @Override
  public void scheduleWork(
      Work work,
      long startTimeout,
      @Nullable ExecutionContext context,
      @Nullable WorkListener listener) {
    scheduleWork(work);
  }

  @Override
  public void doWork(Work work) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void doWork(
      Work work,
      long startTimeout,
      @Nullable ExecutionContext context,
      @Nullable WorkListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long startWork(Work work) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long startWork(
      Work work,
      long startTimeout,
      @Nullable ExecutionContext context,
      @Nullable WorkListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public WorkManager getWorkManager() {
    return this;
  }

  @Override
  public @Nullable XATerminator getXATerminator() {
    return null;
  }

  @Override
  public Timer createTimer() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isContextSupported(Class<? extends WorkContext> contextClass) {
    return false;
  }

  @Override
  public FakeTransactions getTransactionSynchronizationRegistry() {
    return transactions;
  }
}
