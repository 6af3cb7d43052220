import { isRecord } from './parse/unknown';

/** Where `clamd` listens, and how many milliseconds it may say nothing. */
export type ScannerAddress = ({ host: string; port: number } | { path: string }) & {
  timeout: number;
};

/** What the application configures, in `config/plugins`. */
interface ReviewConfig {
  /** Bytes. */
  maxFileSize: number;
  allowMacros: boolean;
  /** `null` scans nothing. */
  scanner: ScannerAddress | null;
  /** Whether this process does what is done later. */
  jobs: boolean;
  /** Where the outside finds items. The application must say: no default is right. */
  addresses?: unknown;
}

export const DEFAULTS: ReviewConfig = {
  maxFileSize: 50 * 1024 * 1024,
  allowMacros: false,
  scanner: null,
  jobs: true,
};

export function isScannerAddress(value: unknown): value is ScannerAddress {
  if (!isRecord(value) || typeof value.timeout !== 'number') return false;
  if ('path' in value) return typeof value.path === 'string';
  return typeof value.host === 'string' && typeof value.port === 'number';
}

/** @throws Error naming the value that is not understood */
export function assertConfig(config: Readonly<Record<keyof ReviewConfig, unknown>>): void {
  if (typeof config.jobs !== 'boolean') throw new Error('review.jobs must be true or false');
  if (typeof config.allowMacros !== 'boolean') {
    throw new Error('review.allowMacros must be true or false');
  }
  if (!isRecord(config.addresses)) {
    throw new Error('review.addresses must say where the outside finds items');
  }
  if (!Number.isSafeInteger(config.maxFileSize) || Number(config.maxFileSize) < 1) {
    throw new Error('review.maxFileSize must be a number of bytes');
  }
  if (config.scanner !== null && !isScannerAddress(config.scanner)) {
    throw new Error('review.scanner must be null, or say host and port or path, and timeout');
  }
}
