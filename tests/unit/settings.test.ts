import {
  isUnset,
  problemsForStart,
  readSettings,
  SECRET_NAMES,
  type SecretName,
  secretProblem,
} from '../../src/settings';

const SECRET = 'a-secret-of-at-least-24-characters';
const secrets = Object.fromEntries(SECRET_NAMES.map((name) => [name, SECRET]));
const complete = { ...secrets, DATABASE_URL: 'postgres://user:word@localhost:5432/library' };

describe('settings that are not understood are refused', () => {
  test.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '1e3'],
    ['PORT', ' 13 37'],
    ['DATABASE_POOL_MAX', '1'],
    ['DATABASE_SSL', 'yes'],
    ['IS_PROXIED', '1'],
    ['LOG_LEVEL', 'loud'],
    ['PUBLIC_URL', 'library.example.org'],
    ['PUBLIC_URL', 'ftp://library.example.org'],
    ['PUBLIC_URL', 'http://library.example.org/path'],
    ['PUBLIC_URL', 'http://user:word@library.example.org'],
    ['ACCESSION_MAX_FILE_SIZE_MB', '2001'],
    ['ACCESSION_MAX_FILE_SIZE_MB', '1.5'],
    ['ACCESSION_TRUSTED_PROXIES', '0'],
    ['ACCESSION_LICENCE', 'CC BY 4.0'],
    ['ACCESSION_LICENCE', 'javascript:alert(1)'],
    ['ACCESSION_S3_BUCKET', 'Library'],
    ['ACCESSION_S3_BUCKET', 'a/b'],
  ])('%s=%s', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^${name} is ".+", but must`));
  });

  test.each(['mysql://localhost/library', 'postgres://localhost', 'localhost'])(
    'DATABASE_URL=%s',
    (value) => {
      expect(() => readSettings({ DATABASE_URL: value })).toThrow(/^DATABASE_URL is not/);
    },
  );

  test('an address with a password is not repeated', () => {
    const attempt = () => readSettings({ DATABASE_URL: 'mysql://user:hidden@localhost/library' });
    expect(attempt).toThrow(/^(?!.*hidden)/);
  });

  test('an unknown name of ours, naming the nearest', () => {
    expect(() => readSettings({ ACCESSION_MAX_FILESIZE: '3' })).toThrow(
      'ACCESSION_MAX_FILESIZE is not a setting; did you mean ACCESSION_MAX_FILE_SIZE_MB?',
    );
  });

  test('https without a proxy', () => {
    const https = { PUBLIC_URL: 'https://library.example.org' };
    expect(() => readSettings(https)).toThrow(/IS_PROXIED/);
    expect(readSettings({ ...https, IS_PROXIED: 'true' }).publicUrl).toBe(https.PUBLIC_URL);
  });
});

describe('a bucket', () => {
  const bucket = { ACCESSION_S3_BUCKET: 'library' };
  const endpoint = { ACCESSION_S3_ENDPOINT: 'https://s3.example.org' };
  const key = { ACCESSION_S3_ACCESS_KEY_ID: 'id', ACCESSION_S3_SECRET_ACCESS_KEY: 'secret' };

  test('is none unless it is named', () => {
    expect(readSettings({}).s3).toBeUndefined();
  });

  test('is Amazon’s, with the machine’s own credentials, unless others are given', () => {
    expect(readSettings(bucket).s3).toEqual({
      bucket: 'library',
      region: 'us-east-1',
      endpoint: undefined,
      pathStyle: false,
      credentials: undefined,
    });
  });

  test('of another service stands in the path', () => {
    expect(readSettings({ ...bucket, ...endpoint, ...key }).s3).toEqual({
      bucket: 'library',
      region: 'us-east-1',
      endpoint: 'https://s3.example.org',
      pathStyle: true,
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    });
    const inHost = { ...bucket, ...endpoint, ACCESSION_S3_PATH_STYLE: 'false' };
    expect(readSettings(inHost).s3?.pathStyle).toBe(false);
  });

  test('is not meant by half a key, nor by settings without its name', () => {
    const half = { ...bucket, ACCESSION_S3_ACCESS_KEY_ID: 'id' };
    expect(() => readSettings(half)).toThrow(/belong together/);
    expect(() => readSettings(endpoint)).toThrow(/^ACCESSION_S3_ENDPOINT is set, but/);
  });
});

test('an empty value counts as not set', () => {
  const empty = { PORT: '', DATABASE_URL: ' ', PUBLIC_URL: '', LOG_LEVEL: '', JWT_SECRET: '' };
  expect(readSettings(empty, '/app')).toEqual(readSettings({}, '/app'));
});

test('the defaults', () => {
  expect(readSettings({}, '/app')).toMatchObject({
    databaseUrl: undefined,
    databaseSsl: false,
    databasePoolMax: 20,
    host: '0.0.0.0',
    port: 1337,
    publicUrl: 'http://localhost:1337',
    isProxied: false,
    trustedProxies: 1,
    publicFolder: '/app/public',
    maxFileSize: 50 * 1024 * 1024,
    logLevel: 'http',
  });
});

describe('a virus scanner', () => {
  it('is asked where the settings say', () => {
    expect(readSettings({}).scanner).toBeUndefined();
    expect(readSettings({ CLAMAV_HOST: 'clamav' }).scanner).toEqual({
      host: 'clamav',
      port: 3310,
      timeout: 30_000,
    });
    const socket = { CLAMAV_SOCKET: '/run/clamd.ctl', CLAMAV_TIMEOUT_MS: '500' };
    expect(readSettings(socket).scanner).toEqual({ path: '/run/clamd.ctl', timeout: 500 });
  });

  it.each<[Record<string, string>, RegExp]>([
    [{ CLAMAV_HOST: 'a', CLAMAV_SOCKET: '/b' }, /both set/],
    [{ CLAMAV_SOCKET: 'clamd.ctl' }, /absolute path/],
    [{ CLAMAV_PORT: '3310' }, /without CLAMAV_HOST/],
    [{ CLAMAV_TIMEOUT_MS: '500' }, /without CLAMAV_HOST/],
    [{ CLAMAV_HOST: 'a', CLAMAV_PORT: '0' }, /CLAMAV_PORT is "0"/],
    [{ CLAMAV_SOKET: '/b' }, /did you mean CLAMAV_SOCKET/],
  ])('is not left out by a slip: %j', (env, sentence) => {
    expect(() => readSettings(env)).toThrow(sentence);
  });
});

describe('a server does not start', () => {
  test('but for a complete set of settings', () => {
    expect(problemsForStart(readSettings(complete))).toEqual([]);
  });

  test('without a database', () => {
    expect(problemsForStart(readSettings(secrets))).toEqual([
      expect.stringMatching(/^DATABASE_URL is not set/),
    ]);
  });

  test.each(SECRET_NAMES)('without %s', (name) => {
    const settings = readSettings({ ...complete, [name]: undefined });
    expect(problemsForStart(settings)).toEqual([expect.stringMatching(`^${name} is not set`)]);
  });

  test.each<[SecretName, string]>([
    ['JWT_SECRET', 'change-me'],
    ['APP_KEYS', 'change-me,change-me'],
    ['ENCRYPTION_KEY', 'toBeModified-and-some-more-characters'],
  ])('with the placeholder %s=%s', (name, value) => {
    expect(secretProblem(name, value)).toMatch(/placeholder/);
    expect(isUnset(value)).toBe(true);
  });

  test.each<[SecretName, string]>([
    ['JWT_SECRET', SECRET.slice(0, 23)],
    ['APP_KEYS', `${SECRET},short`],
    ['APP_KEYS', `${SECRET},`],
  ])('with the short secret %s=%s', (name, value) => {
    expect(secretProblem(name, value)).toMatch(/shorter than 24/);
  });
});
