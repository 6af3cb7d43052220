import type { Statistics } from '../../../shared/desk';

type Line = [part: string, name: string, measure: string, value: string | number | null];

function rangeOfDays({ fromDays, toDays }: Statistics['waiting']['ages'][number]): string {
  return toDays === null ? `${fromDays} days or more` : `${fromDays} to ${toDays} days`;
}

/**
 * All figures as one table, a figure a line: what it belongs to, of whom or when, what it measures.
 * So it can be filtered and pivoted, and gains lines and not columns.
 */
export function statisticsTable(statistics: Statistics): Line[] {
  const { from, to, waiting, timeToDecision, weeks, reviewers, reasons } = statistics;
  return [
    ['part', 'name', 'measure', 'value'],
    ['period', '', 'from', from],
    ['period', '', 'to', to],
    ['waiting', '', 'total', waiting.total],
    ['waiting', '', 'oldest submitted at', waiting.oldestSubmittedAt],
    ...waiting.ages.map((age): Line => ['waiting', rangeOfDays(age), 'count', age.count]),
    ['time to decision', '', 'decisions', timeToDecision.decisions],
    ['time to decision', '', 'median hours', timeToDecision.medianHours],
    ['time to decision', '', '90th percentile hours', timeToDecision.p90Hours],
    ...weeks.flatMap(({ monday, submitted, approved, rejected }): Line[] => [
      ['week', monday, 'submitted', submitted],
      ['week', monday, 'approved', approved],
      ['week', monday, 'rejected', rejected],
    ]),
    ...reviewers.flatMap(({ reviewer, approved, rejected }): Line[] => [
      ['reviewer', reviewer.name, 'approved', approved],
      ['reviewer', reviewer.name, 'rejected', rejected],
    ]),
    ...reasons.map(({ label, count }): Line => ['reason', label, 'rejected', count]),
  ];
}
