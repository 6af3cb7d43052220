/** The bucket, as the operator names it. */
export interface S3Bucket {
  bucket: string;
  region: string;
  /** Of a service that is not Amazon's. */
  endpoint: string | undefined;
  /** Whether the bucket stands in the path and not in the host name; most services of others want it so. */
  pathStyle: boolean;
  /** Left out where the machine has a role, or the environment what Amazon's own tools read. */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined;
}

/** For the SDK's client, and for Strapi's provider, which reads `params` too. */
export interface S3Options {
  region: string;
  endpoint?: string;
  forcePathStyle: boolean;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  requestChecksumCalculation: 'WHEN_REQUIRED';
  responseChecksumValidation: 'WHEN_REQUIRED';
  params: { Bucket: string; ACL: '' };
}

export interface S3ProviderOptions {
  baseUrl: '/uploads';
  s3Options: S3Options;
}

/**
 * For `providerOptions` of the upload plugin. No object is given an ACL, so it has the bucket's, which
 * is private; left out, the provider would make each object public. And files have the addresses they
 * have in a folder, so that what may be public is decided in one place.
 */
export function s3ProviderOptions(s3: S3Bucket): S3ProviderOptions {
  return {
    baseUrl: '/uploads',
    s3Options: {
      region: s3.region,
      ...(s3.endpoint === undefined ? {} : { endpoint: s3.endpoint }),
      forcePathStyle: s3.pathStyle,
      ...(s3.credentials === undefined ? {} : { credentials: s3.credentials }),
      // Services of others do not know the checksums that Amazon's SDK adds by itself.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      params: { Bucket: s3.bucket, ACL: '' },
    },
  };
}

/** Whether these are options that `s3ProviderOptions` made: any others might make objects public. */
export function isOurS3(options: unknown): options is S3ProviderOptions {
  if (typeof options !== 'object' || options === null) return false;
  const { baseUrl, s3Options } = options as Partial<S3ProviderOptions>; // compared, not believed
  return baseUrl === '/uploads' && s3Options?.params.ACL === '' && s3Options.params.Bucket !== '';
}
