import type { LinkReason } from '../../../shared/links';
import { property } from '../parse/unknown';

/** Why a request came to nothing. */
export class LinkFault extends Error {
  constructor(
    readonly reason: LinkReason,
    options?: ErrorOptions,
  ) {
    super(`The link could not be looked at: ${reason}`, options);
    this.name = 'LinkFault';
  }
}

const REASON_OF_CODE: Readonly<Record<string, LinkReason>> = {
  ECONNREFUSED: 'connection',
  ECONNRESET: 'connection',
  EPIPE: 'connection',
  EHOSTUNREACH: 'connection',
  ENETUNREACH: 'connection',
  EADDRNOTAVAIL: 'connection',
  UND_ERR_SOCKET: 'connection',
  ETIMEDOUT: 'timeout',
  UND_ERR_ABORTED: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  // A chain with a link missing, which browsers fetch for themselves: no fault that a reader meets.
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'chain',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'chain',
  UNABLE_TO_GET_ISSUER_CERT: 'chain',
  EPROTO: 'certificate',
};

const CERTIFICATE = /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;

/** What an error of the client stands for. */
export function faultOf(error: unknown): LinkFault {
  // Several addresses were tried; each has an error of its own.
  const several = property(error, 'errors');
  if (Array.isArray(several) && several.length > 0) return faultOf(several[0]);
  if (error instanceof LinkFault) return error;
  const name = property(error, 'name');
  if (name === 'TimeoutError' || name === 'AbortError') {
    return new LinkFault('timeout', { cause: error });
  }
  const code = String(property(error, 'code'));
  const reason = REASON_OF_CODE[code] ?? (CERTIFICATE.test(code) ? 'certificate' : 'protocol');
  return new LinkFault(reason, { cause: error });
}
