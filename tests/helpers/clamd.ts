import { CLAMD, type Clamd, freePort, MARK, prepareClamd } from '../../scripts/tests/clamd';

export { CLAMD, type Clamd, freePort, MARK, prepareClamd };

/** The tests that need a real scanner, skipped where the machine has none. */
export const describeWithClamd = CLAMD === undefined ? describe.skip : describe;

// In two pieces, or a scanner on a developer's machine takes this very file away.
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);
