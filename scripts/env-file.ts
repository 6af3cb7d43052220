import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { isUnset, SECRET_NAMES, type SecretName } from '../src/settings';

/** Strapi reads the same file under the same name. */
export function envFile(): string {
  return process.env.ENV_PATH ?? '.env';
}

/** Takes over what `.env` sets and the environment does not. */
export function loadEnvFile(): void {
  if (existsSync(envFile())) process.loadEnvFile(envFile());
}

/**
 * Gives a development checkout its secrets: writes those into `.env` that are missing or still the example's, once,
 * and leaves every other line as it is.
 *
 * @returns the names of the secrets it made.
 */
export function writeDevelopmentSecrets(): SecretName[] {
  loadEnvFile();
  const file = envFile();
  const made = SECRET_NAMES.filter((name) => isUnset(process.env[name]));
  if (made.length === 0) return [];
  let text = existsSync(file) ? readFileSync(file, 'utf8') : HEADER;
  for (const name of made) {
    const value = newSecret(name);
    process.env[name] = value;
    const line = new RegExp(`^${name}=.*$`, 'm');
    if (!line.test(text) && !text.endsWith('\n')) text += '\n';
    text = line.test(text) ? text.replace(line, `${name}=${value}`) : `${text}${name}=${value}\n`;
  }
  writeFileSync(file, text, { mode: 0o600 });
  return made;
}

const HEADER =
  '# Secrets of this development checkout, made by the first run. See .env.example for all settings.\n';

function newSecret(name: SecretName): string {
  // No "=" and "/": the value must survive every reader of `.env` files unquoted.
  const one = () => randomBytes(24).toString('base64url');
  return name === 'APP_KEYS' ? `${one()},${one()}` : one();
}
