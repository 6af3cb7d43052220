import { readSettings } from '../src/settings';

export default () => {
  const { secrets } = readSettings(process.env);
  return {
    auth: { secret: secrets.ADMIN_JWT_SECRET },
    apiToken: { salt: secrets.API_TOKEN_SALT },
    transfer: { token: { salt: secrets.TRANSFER_TOKEN_SALT } },
    secrets: { encryptionKey: secrets.ENCRYPTION_KEY },
    autoOpen: false,
    // What `strapi develop` need not restart for.
    watchIgnoreFiles: ['tests', 'scripts', 'docs', 'coverage'].map((name) => `**/${name}/**`),
    ai: { enabled: false },
    // No survey, no advertisement, no links out of the admin.
    flags: { nps: false, promoteEE: false, docLinks: false },
  };
};
