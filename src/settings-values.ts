import { isAbsolute, resolve } from 'node:path';

/** How the values of settings are read from the environment. Each throws `SettingsError` for what it does not understand. */

export type Environment = Record<string, string | undefined>;

/** Says in one sentence which setting is wrong and what it accepts. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** An empty value counts as not set: `.env` files and container platforms both write `NAME=`. */
export function text(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? undefined : value;
}

export function integer(
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

export function boolean(env: Environment, name: string, fallback: boolean): boolean {
  return oneOf(env, name, ['true', 'false'], fallback ? 'true' : 'false') === 'true';
}

export function oneOf<T extends string>(
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

export function databaseUrl(env: Environment): string | undefined {
  const value = text(env, 'DATABASE_URL');
  if (value === undefined || /^postgres(ql)?:\/\/[^/]*\/[^/?]+/.test(value)) return value;
  // The value holds a password, so it is not repeated.
  throw new SettingsError(
    'DATABASE_URL is not a PostgreSQL address: it must read postgres://user:password@host:5432/name.',
  );
}

export function databaseSsl(env: Environment): boolean | { rejectUnauthorized: false } {
  const value = oneOf(env, 'DATABASE_SSL', ['true', 'no-verify', 'false'], 'false');
  return value === 'no-verify' ? { rejectUnauthorized: false } : value === 'true';
}

export function origin(env: Environment, name: string): string | undefined {
  const value = text(env, name);
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  // A path would have to be built into the admin's files; see docs on reverse proxies.
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw new SettingsError(
    `${name} is "${value}", but must be scheme and host only, such as https://library.example.org.`,
  );
}

export function email(env: Environment, name: string): string | undefined {
  const value = text(env, name);
  if (value === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return value;
  throw new SettingsError(`${name} is "${value}", but must be an e-mail address.`);
}

/** Every domain that takes mail has this address (RFC 2142). */
export function postmasterOf(publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  return `postmaster@${hostname.includes('.') ? hostname : `${hostname}.localdomain`}`;
}

export function itemPage(env: Environment, name: string): string | undefined {
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

export function folder(
  env: Environment,
  name: string,
  fallback: string,
  appFolder: string,
): string {
  const value = text(env, name) ?? fallback;
  return isAbsolute(value) ? value : resolve(appFolder, value);
}

/** @throws SettingsError for what is no `http` or `https` address, or does not fit between angle brackets */
export function webAddress(env: Environment, name: string): string | undefined {
  const value = text(env, name);
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url.href;
  throw new SettingsError(
    `${name} is "${value}", but must be a web address, such as https://creativecommons.org/licenses/by/4.0/.`,
  );
}
