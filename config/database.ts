import { readSettings } from '../src/settings';

export default () => {
  const settings = readSettings(process.env);
  return {
    connection: {
      client: 'postgres',
      connection: { connectionString: settings.databaseUrl, ssl: settings.databaseSsl },
      // No idle minimum: a managed database counts every open connection.
      pool: { min: 0, max: settings.databasePoolMax },
      acquireConnectionTimeout: 15_000,
    },
    settings: { useTypescriptMigrations: true },
  };
};
