import { closest } from 'fastest-levenshtein';

import { scannerSettings, type ScannerSettings } from './settings-scanner';
import {
  boolean,
  databaseSsl,
  databaseUrl,
  email,
  type Environment,
  folder,
  integer,
  itemPage,
  oneOf,
  origin,
  postmasterOf,
  text,
  SettingsError,
  webAddress,
} from './settings-values';
import { readS3, S3_NAMES, type S3Settings } from './settings-s3';

/**
 * Everything an operator can set, read from the environment in this one place. `.env.example` documents each name.
 * `readSettings` is strict about what is written and lenient about what is missing, because `strapi build` loads the
 * configuration on machines that have neither a database nor secrets. What a running server needs besides is asked
 * for by `problemsForStart`.
 */
export interface Settings {
  databaseUrl: string | undefined;
  databaseSsl: boolean | { rejectUnauthorized: false };
  databasePoolMax: number;
  host: string;
  port: number;
  /** Where visitors reach the site, without a trailing slash. */
  publicUrl: string;
  isProxied: boolean;
  /** How many proxies of ours stand one behind another, where there are any. */
  trustedProxies: number;
  /** Absolute path of the folder with `robots.txt` and `uploads/`. */
  publicFolder: string;
  /** Largest accepted file, in bytes. */
  maxFileSize: number;
  /** Whether office documents with macros are accepted. */
  allowMacros: boolean;
  /** Absent where files are not scanned. */
  scanner: ScannerSettings | undefined;
  /** Whether this process does the work that is done later; some process must. */
  runsJobs: boolean;
  /** The bucket that files are kept in, where they are not kept in the public folder. */
  s3: S3Settings | undefined;
  /** The address of the licence that all files are under, if they are all under one. */
  licence: string | undefined;
  logLevel: LogLevel;
  /** What websites, feeds and harvesters are told the library is called. */
  libraryName: string;
  /** Who to write to about it. */
  contactEmail: string;
  /** The address of an item's page on the website, with `{slug}` or `{id}` in it. */
  itemPage: string;
  /** How much of finished answers is kept, in bytes; 0 keeps none. */
  cacheBytes: number;
  /** New answers for one address in a minute. */
  requestsPerMinute: number;
  secrets: Record<SecretName, string | undefined>;
}

export const SECRET_NAMES = [
  'APP_KEYS',
  'ADMIN_JWT_SECRET',
  'API_TOKEN_SALT',
  'TRANSFER_TOKEN_SALT',
  'JWT_SECRET',
  'ENCRYPTION_KEY',
] as const;
export type SecretName = (typeof SECRET_NAMES)[number];

const LOG_LEVELS = ['error', 'warn', 'info', 'http', 'debug'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** Settings of our own; the others are names that Strapi and Node deployments already use. */
const OWN_PREFIX = 'ACCESSION_';
const OWN_NAMES = [
  'ACCESSION_ALLOW_MACROS',
  'ACCESSION_CACHE_MB',
  'ACCESSION_CONTACT_EMAIL',
  'ACCESSION_ITEM_PAGE',
  'ACCESSION_JOBS',
  'ACCESSION_LIBRARY_NAME',
  'ACCESSION_LICENCE',
  'ACCESSION_MAX_FILE_SIZE_MB',
  'ACCESSION_PUBLIC_FOLDER',
  'ACCESSION_REQUESTS_PER_MINUTE',
  ...S3_NAMES,
  'ACCESSION_TRUSTED_PROXIES',
];

/** 16 random bytes in base64, which is what Strapi's own generator writes. */
const SECRET_LENGTH = 24;
const PLACEHOLDER = /change-?me|to-?be-?modified|replace-?me/i;
const MEBIBYTE = 1024 * 1024;

/** @throws SettingsError for the first value that is not understood, and for an unknown `ACCESSION_` or `CLAMAV_` name. */
export function readSettings(env: Environment, appFolder: string = process.cwd()): Settings {
  refuseUnknownNames(env);
  const port = integer(env, 'PORT', 1337, 1, 65_535);
  const isProxied = boolean(env, 'IS_PROXIED', false);
  const publicUrl = origin(env, 'PUBLIC_URL') ?? `http://localhost:${String(port)}`;
  if (publicUrl.startsWith('https:') && !isProxied) {
    throw new SettingsError(
      'PUBLIC_URL is https, which only a proxy in front of this server can answer, so IS_PROXIED must be true.',
    );
  }
  return {
    databaseUrl: databaseUrl(env),
    databaseSsl: databaseSsl(env),
    databasePoolMax: integer(env, 'DATABASE_POOL_MAX', 20, 2, 1000),
    host: text(env, 'HOST') ?? '0.0.0.0',
    port,
    publicUrl,
    isProxied,
    trustedProxies: integer(env, 'ACCESSION_TRUSTED_PROXIES', 1, 1, 10),
    publicFolder: folder(env, 'ACCESSION_PUBLIC_FOLDER', 'public', appFolder),
    maxFileSize: integer(env, 'ACCESSION_MAX_FILE_SIZE_MB', 50, 1, 2000) * MEBIBYTE,
    allowMacros: boolean(env, 'ACCESSION_ALLOW_MACROS', false),
    scanner: scannerSettings(env),
    runsJobs: oneOf(env, 'ACCESSION_JOBS', ['on', 'off'], 'on') === 'on',
    s3: readS3(env),
    licence: webAddress(env, 'ACCESSION_LICENCE'),
    logLevel: oneOf(env, 'LOG_LEVEL', LOG_LEVELS, 'http'),
    libraryName: text(env, 'ACCESSION_LIBRARY_NAME') ?? 'Library',
    contactEmail: email(env, 'ACCESSION_CONTACT_EMAIL') ?? postmasterOf(publicUrl),
    itemPage: itemPage(env, 'ACCESSION_ITEM_PAGE') ?? `${publicUrl}/api/catalogue/{slug}`,
    cacheBytes: integer(env, 'ACCESSION_CACHE_MB', 64, 0, 4096) * MEBIBYTE,
    requestsPerMinute: integer(env, 'ACCESSION_REQUESTS_PER_MINUTE', 1200, 60, 1_000_000),
    secrets: Object.fromEntries(SECRET_NAMES.map((name) => [name, text(env, name)])) as Record<
      SecretName,
      string | undefined
    >,
  };
}

/** What is missing or unsafe for a server that others will use, each in one sentence; empty when it may start. */
export function problemsForStart(settings: Settings): string[] {
  const problems: string[] = [];
  if (settings.databaseUrl === undefined) {
    problems.push(
      'DATABASE_URL is not set: give the PostgreSQL database as postgres://user:password@host:5432/name.',
    );
  }
  for (const name of SECRET_NAMES) {
    const problem = secretProblem(name, settings.secrets[name]);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

/** Whether nobody has chosen this secret yet. */
export function isUnset(value: string | undefined): boolean {
  return value === undefined || value.trim() === '' || PLACEHOLDER.test(value);
}

export function secretProblem(name: SecretName, value: string | undefined): string | undefined {
  const howTo = 'make one with `openssl rand -base64 32`';
  if (value === undefined) return `${name} is not set: ${howTo}.`;
  if (PLACEHOLDER.test(value)) return `${name} is still the example's placeholder: ${howTo}.`;
  const parts = name === 'APP_KEYS' ? value.split(',') : [value];
  if (parts.every((part) => part.trim().length >= SECRET_LENGTH)) return undefined;
  const subject = name === 'APP_KEYS' ? 'APP_KEYS holds a key that is' : `${name} is`;
  return `${subject} shorter than ${String(SECRET_LENGTH)} characters: ${howTo}.`;
}

function refuseUnknownNames(env: Environment): void {
  for (const name of Object.keys(env)) {
    if (!name.startsWith(OWN_PREFIX) || OWN_NAMES.includes(name)) continue;
    throw new SettingsError(`${name} is not a setting; did you mean ${closest(name, OWN_NAMES)}?`);
  }
}
