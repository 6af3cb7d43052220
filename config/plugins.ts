import { s3ProviderOptions } from '../src/plugins/review/server/src/file/storage/s3-options';
import { readSettings } from '../src/settings';

export default () => {
  const { maxFileSize, allowMacros, scanner, runsJobs, secrets, s3, publicUrl, itemPage, licence } =
    readSettings(process.env);
  return {
    upload: {
      config: {
        sizeLimit: maxFileSize,
        ...(s3 === undefined ? {} : { provider: 'aws-s3', providerOptions: s3ProviderOptions(s3) }),
      },
    },
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
      config: {
        maxFileSize,
        allowMacros,
        scanner: scanner ?? null,
        jobs: runsJobs,
        addresses: {
          publicUrl,
          itemPage,
          itemRecord: `${publicUrl}/api/catalogue/{id}`,
          licence,
        },
      },
    },
  };
};
