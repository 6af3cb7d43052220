import { isAbsolute, resolve } from 'node:path';

import { closest } from 'fastest-levenshtein';

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
  'ACCESSION_CACHE_MB',
  'ACCESSION_CONTACT_EMAIL',
  'ACCESSION_ITEM_PAGE',
  'ACCESSION_LIBRARY_NAME',
  'ACCESSION_MAX_FILE_SIZE_MB',
  'ACCESSION_PUBLIC_FOLDER',
  'ACCESSION_REQUESTS_PER_MINUTE',
  'ACCESSION_TRUSTED_PROXIES',
];

/** 16 random bytes in base64, which is what Strapi's own generator writes. */
const SECRET_LENGTH = 24;
const PLACEHOLDER = /change-?me|to-?be-?modified|replace-?me/i;
const MEBIBYTE = 1024 * 1024;

type Environment = Record<string, string | undefined>;

/** Says in one sentence which setting is wrong and what it accepts. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** @throws SettingsError for the first value that is not understood, and for an unknown `ACCESSION_` name. */
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

/** An empty value counts as not set: `.env` files and container platforms both write `NAME=`. */
function text(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? undefined : value;
}

function integer(
  env: Environment,
  name: string,
  fallback: number,
  min: number,
  max: number,
): number {
  const value = text(env, name);
  if (value === undefined) return fallback;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  if (number >= min && number <= max) return number;
  throw new SettingsError(
    `${name} is "${value}", but must be a whole number from ${String(min)} to ${String(max)}.`,
  );
}

function boolean(env: Environment, name: string, fallback: boolean): boolean {
  return oneOf(env, name, ['true', 'false'], fallback ? 'true' : 'false') === 'true';
}

function oneOf<T extends string>(
  env: Environment,
  name: string,
  values: readonly T[],
  fallback: T,
): T {
  const value = text(env, name) ?? fallback;
  const known = values.find((candidate) => candidate === value);
  if (known !== undefined) return known;
  throw new SettingsError(`${name} is "${value}", but must be one of ${values.join(', ')}.`);
}

function databaseUrl(env: Environment): string | undefined {
  const value = text(env, 'DATABASE_URL');
  if (value === undefined || /^postgres(ql)?:\/\/[^/]*\/[^/?]+/.test(value)) return value;
  // The value holds a password, so it is not repeated.
  throw new SettingsError(
    'DATABASE_URL is not a PostgreSQL address: it must read postgres://user:password@host:5432/name.',
  );
}

function databaseSsl(env: Environment): Settings['databaseSsl'] {
  const value = oneOf(env, 'DATABASE_SSL', ['true', 'no-verify', 'false'], 'false');
  return value === 'no-verify' ? { rejectUnauthorized: false } : value === 'true';
}

function origin(env: Environment, name: string): string | undefined {
  const value = text(env, name);
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  // A path would have to be built into the admin's files; see docs on reverse proxies.
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw new SettingsError(
    `${name} is "${value}", but must be scheme and host only, such as https://library.example.org.`,
  );
}

function email(env: Environment, name: string): string | undefined {
  const value = text(env, name);
  if (value === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return value;
  throw new SettingsError(`${name} is "${value}", but must be an e-mail address.`);
}

/** Every domain that takes mail has this address (RFC 2142). */
function postmasterOf(publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  return `postmaster@${hostname.includes('.') ? hostname : `${hostname}.localdomain`}`;
}

function itemPage(env: Environment, name: string): string | undefined {
  const value = text(env, name);
  if (value === undefined) return undefined;
  const placed = value.replace(/\{(?:slug|id)\}/, 'x');
  if (
    placed !== value &&
    !/[{}]/.test(placed) &&
    /^https?:\/\//.test(placed) &&
    URL.canParse(placed)
  ) {
    return value;
  }
  throw new SettingsError(
    `${name} is "${value}", but must be a web address with {slug} or {id} in it, such as https://www.example.org/library/{slug}.`,
  );
}

function folder(env: Environment, name: string, fallback: string, appFolder: string): string {
  const value = text(env, name) ?? fallback;
  return isAbsolute(value) ? value : resolve(appFolder, value);
}
