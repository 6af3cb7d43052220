import {
  isOurS3,
  s3ProviderOptions,
} from '../../src/plugins/review/server/src/file/storage/s3-options';

const BUCKET = {
  bucket: 'library',
  region: 'us-east-1',
  endpoint: undefined,
  pathStyle: false,
  credentials: undefined,
};

describe('options of the S3 provider', () => {
  const options = s3ProviderOptions(BUCKET);

  it('are known for ours', () => {
    expect(isOurS3(options)).toBe(true);
  });

  // The provider takes what has no ACL for public.
  it.each([
    ['none', undefined],
    ['no options of S3', { baseUrl: '/uploads' }],
    ['an address of the bucket', { ...options, baseUrl: 'https://library.s3.amazonaws.com' }],
    ['no address at all', { s3Options: options.s3Options }],
    ['public objects', { ...options, s3Options: { params: { Bucket: 'library' } } }],
    [
      'signed addresses',
      { ...options, s3Options: { params: { Bucket: 'library', ACL: 'private' } } },
    ],
    ['no bucket', { ...options, s3Options: { params: { Bucket: '', ACL: '' } } }],
  ])('with %s are not', (_, other) => {
    expect(isOurS3(other)).toBe(false);
  });
});
