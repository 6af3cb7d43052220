import { closest } from 'fastest-levenshtein';

import { type Environment, integer, SettingsError, text } from './settings-values';

/** Where `clamd` listens, as `net.connect` takes it, and how long it may say nothing. */
export type ScannerSettings = ({ host: string; port: number } | { path: string }) & {
  /** Milliseconds. */
  timeout: number;
};

const NAMES = ['CLAMAV_HOST', 'CLAMAV_PORT', 'CLAMAV_SOCKET', 'CLAMAV_TIMEOUT_MS'];

/** A word mistyped here would leave files unscanned without a sign. */
function refuseUnknownNames(env: Environment): void {
  const unknown = Object.keys(env).find(
    (name) => name.startsWith('CLAMAV_') && !NAMES.includes(name),
  );
  if (unknown === undefined) return;
  throw new SettingsError(`${unknown} is not a setting; did you mean ${closest(unknown, NAMES)}?`);
}

/**
 * @returns undefined where files are not scanned
 * @throws SettingsError
 */
export function scannerSettings(env: Environment): ScannerSettings | undefined {
  refuseUnknownNames(env);
  const host = text(env, 'CLAMAV_HOST');
  const path = text(env, 'CLAMAV_SOCKET');
  const timeout = integer(env, 'CLAMAV_TIMEOUT_MS', 30_000, 100, 600_000);
  const port = integer(env, 'CLAMAV_PORT', 3310, 1, 65_535);
  if (host !== undefined && path !== undefined) {
    throw new SettingsError(
      'CLAMAV_HOST and CLAMAV_SOCKET are both set, but the scanner is asked in one way only.',
    );
  }
  if (path !== undefined) {
    if (path.startsWith('/')) return { path, timeout };
    throw new SettingsError(
      `CLAMAV_SOCKET is "${path}", but must be the absolute path of a socket.`,
    );
  }
  if (host !== undefined) return { host, port, timeout };
  const alone = ['CLAMAV_PORT', 'CLAMAV_TIMEOUT_MS'].find((name) => text(env, name) !== undefined);
  if (alone === undefined) return undefined;
  throw new SettingsError(
    `${alone} is set without CLAMAV_HOST or CLAMAV_SOCKET, so no file would be scanned.`,
  );
}
