import { boolean, type Environment, origin, SettingsError, text } from './settings-values';

export const S3_NAMES = [
  'ACCESSION_S3_ACCESS_KEY_ID',
  'ACCESSION_S3_BUCKET',
  'ACCESSION_S3_ENDPOINT',
  'ACCESSION_S3_PATH_STYLE',
  'ACCESSION_S3_REGION',
  'ACCESSION_S3_SECRET_ACCESS_KEY',
] as const;

export interface S3Settings {
  bucket: string;
  region: string;
  endpoint: string | undefined;
  pathStyle: boolean;
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined;
}

function bucketName(env: Environment): string | undefined {
  const value = text(env, 'ACCESSION_S3_BUCKET');
  if (value === undefined || /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value)) return value;
  throw new SettingsError(
    `ACCESSION_S3_BUCKET is "${value}", but must be the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens.`,
  );
}

function credentials(env: Environment): S3Settings['credentials'] {
  const accessKeyId = text(env, 'ACCESSION_S3_ACCESS_KEY_ID');
  const secretAccessKey = text(env, 'ACCESSION_S3_SECRET_ACCESS_KEY');
  if (accessKeyId === undefined && secretAccessKey === undefined) return undefined;
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return { accessKeyId, secretAccessKey };
  throw new SettingsError(
    'ACCESSION_S3_ACCESS_KEY_ID and ACCESSION_S3_SECRET_ACCESS_KEY belong together: set both, or neither.',
  );
}

/** The bucket, or `undefined` where none is named and files are kept in the public folder. */
export function readS3(env: Environment): S3Settings | undefined {
  const bucket = bucketName(env);
  if (bucket === undefined) {
    const given = S3_NAMES.find((name) => text(env, name) !== undefined);
    if (given === undefined) return undefined;
    throw new SettingsError(`${given} is set, but ACCESSION_S3_BUCKET is not: name the bucket.`);
  }
  const endpoint = origin(env, 'ACCESSION_S3_ENDPOINT');
  return {
    bucket,
    region: text(env, 'ACCESSION_S3_REGION') ?? 'us-east-1',
    endpoint,
    pathStyle: boolean(env, 'ACCESSION_S3_PATH_STYLE', endpoint !== undefined),
    credentials: credentials(env),
  };
}
