import { readSettings } from '../src/settings';

export default () => {
  const { allowMacros, linkChecks, maxFileSize, runsJobs, scanner, secrets } = readSettings(
    process.env,
  );
  return {
    upload: { config: { sizeLimit: maxFileSize } },
    'users-permissions': {
      config: {
        jwtSecret: secrets.JWT_SECRET,
        // Short-lived tokens that are renewed, so that a changed password ends what was signed in before.
        jwtManagement: 'refresh',
        // Nothing but name, address and password: a listed field is accepted from anyone, private or not.
        register: { allowedFields: [] },
      },
    },
    review: {
      enabled: true,
      resolve: './src/plugins/review',
      config: { maxFileSize, allowMacros, scanner: scanner ?? null, jobs: runsJobs, linkChecks },
    },
  };
};
