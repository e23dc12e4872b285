package org.sealpost.database;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.sealpost.config.DataDirectory;
import org.sealpost.config.DatabaseSettings;
import org.sealpost.config.SettingsSources;
import org.sealpost.config.WrongSettingsException;

/**
 * Makes connections to whichever database the settings name. The server's pool holds one: the name
 * of a class stands in an annotation, where no setting can choose it. Thread-safe.
 */
public final class QueueDataSource implements DataSource {
  private static final int CONNECT_SECONDS = 10;

  /** Longer than any statement takes; a peer that has gone without a word is given up then. */
  private static final int SOCKET_SECONDS = 300;

  private @Nullable Path data;
  private @Nullable DataSource chosen;

  /** For the server, which then sets the data directory. */
  public QueueDataSource() {}

  /** The data directory; called by the server with what the annotation says. */
  public synchronized void setDatabaseName(String directory) {
    data = Path.of(directory);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return chosen().getConnection();
  }

  /** As {@link #getConnection()}: who signs in says the setting. */
  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  private synchronized DataSource chosen() throws SQLException {
    DataSource made = chosen;
    if (made == null) {
      Path directory = Objects.requireNonNull(data, "the server sets the data directory");
      made = of(settings(directory), directory);
      chosen = made;
    }
    return made;
  }

  private static DatabaseSettings settings(Path directory) throws SQLException {
    Properties system = new Properties();
    system.putAll(System.getProperties());
    system.setProperty(SettingsSources.PREFIX + DataDirectory.KEY, directory.toString());
    try {
      return new SettingsSources(system, System.getenv()).read().database();
    } catch (WrongSettingsException wrong) {
      throw new SQLException("settings: " + String.join("; ", wrong.problems()), wrong);
    }
  }

  /** The data source of these settings. */
  static DataSource of(DatabaseSettings settings, Path directory) throws SQLException {
    String url = settings.url();
    if (url == null) {
      EmbeddedDataSource derby = new EmbeddedDataSource();
      derby.setDatabaseName(directory.resolve("database").toString());
      derby.setCreateDatabase("create");
      return derby;
    }
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setUrl(url);
    postgres.setUser(settings.user());
    postgres.setApplicationName("sealpost");
    postgres.setConnectTimeout(CONNECT_SECONDS);
    postgres.setSocketTimeout(SOCKET_SECONDS);
    postgres.setTcpKeepAlive(true);
    try {
      postgres.setPassword(settings.password());
    } catch (IOException unreadable) {
      throw new SQLException("the password of the database cannot be read", unreadable);
    }
    return postgres;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  /** Has no effect: what goes wrong is thrown. */
  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    // Nothing is written there.
  }

  /** Has no effect: see the limits above. */
  @Override
  public void setLoginTimeout(int seconds) {
    // The pool sets it to nothing useful.
  }

  @Override
  public int getLoginTimeout() {
    return CONNECT_SECONDS;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    DataSource behind = chosen();
    return wanted.isInstance(behind) ? wanted.cast(behind) : behind.unwrap(wanted);
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) throws SQLException {
    DataSource behind = chosen();
    return wanted.isInstance(behind) || behind.isWrapperFor(wanted);
  }
}
