import { CHECK_LEVELS, type Check, type CheckSheet } from '../../../shared/checks';

function gravity({ level }: Check): number {
  return CHECK_LEVELS.indexOf(level);
}

/** What is still being found out. */
function isOpen({ code, details }: Check): boolean {
  if (code === 'unscanned') return true;
  return (
    (code === 'unread' || code === 'linkUnchecked') && 'why' in details && details.why === 'waiting'
  );
}

/** The sheet of these checks, the gravest first, and otherwise in the order they came. */
export function sheetOf(checks: readonly Check[]): CheckSheet {
  const sorted = [...checks].sort((a, b) => gravity(b) - gravity(a));
  return {
    level: sorted[0]?.level ?? 'ok',
    complete: !checks.some(isOpen),
    checks: sorted,
  };
}
