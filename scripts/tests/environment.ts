/**
 * The environment of tests: our settings at their defaults, whatever the developer's own shell or `.env` says, and
 * secrets that anyone may know.
 */
export function testEnvironment(
  additions: Record<string, string | undefined>,
): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(([name]) => !isSetting(name));
  return {
    ...Object.fromEntries(inherited),
    NODE_ENV: 'test',
    TZ: 'UTC',
    LOG_LEVEL: 'error',
    HOST: '127.0.0.1',
    // Tests do what waits when they want it done.
    ACCESSION_JOBS: 'off',
    // Strapi reads a file of this name if there is one; there is none.
    ENV_PATH: '.env.of-tests',
    APP_KEYS: 'known-application-key-of-tests-1,known-application-key-of-tests-2',
    ADMIN_JWT_SECRET: 'known-admin-jwt-secret-of-tests',
    API_TOKEN_SALT: 'known-api-token-salt-of-tests',
    TRANSFER_TOKEN_SALT: 'known-transfer-token-salt-of-tests',
    JWT_SECRET: 'known-jwt-secret-of-the-tests',
    ENCRYPTION_KEY: 'known-encryption-key-of-tests-xx',
    // file-type is an ES module, which Jest loads only with this flag; without it Strapi quietly trusts file names.
    NODE_OPTIONS:
      `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`.trim(),
    ...additions,
  };
}

function isSetting(name: string): boolean {
  return /^(ACCESSION_|CLAMAV_|DATABASE_|PUBLIC_URL$|IS_PROXIED$|PORT$|npm_)/.test(name);
}
