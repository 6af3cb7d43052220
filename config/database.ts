import { readSettings } from '../src/settings';

export default () => {
  const settings = readSettings(process.env);
  return {
    connection: {
      client: 'postgres',
      connection: {
        connectionString: settings.databaseUrl,
        ssl: settings.databaseSsl,
        // A host that is gone says nothing; the operating system would wait two minutes for it.
        connectionTimeoutMillis: 10_000,
      },
      // No idle minimum: a managed database counts every open connection.
      pool: { min: 0, max: settings.databasePoolMax },
      acquireConnectionTimeout: 15_000,
    },
    settings: { useTypescriptMigrations: true },
  };
};
