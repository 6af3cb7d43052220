import { idOf } from '../catalogue/library';
import { COMMON, EVERYWHERE } from '../catalogue/texts';
import { RARE } from './queue';

/** What is asked of the desk, by what it is. Several addresses are asked in turns. */
export interface Question {
  work: string;
  paths: readonly string[];
  /** By somebody who is limited to half of the categories. */
  limited?: boolean;
}

const LIST = '/review/submissions';
/** A shelf with some forty categories in it, and one with none. */
const SHELF = idOf('c', 3);
const COMPARTMENT = idOf('c', 222);
const ALL = 'filters[state]=all';

const last = (of: number, pageSize = 25) => Math.floor(of / pageSize);

/** @param ids of submissions that the limited reviewer sees too */
export function questions(pending: number, all: number, ids: readonly string[]): Question[] {
  const list = (work: string, ...queries: string[]): Question => ({
    work,
    paths: queries.map((query) => `${LIST}?${query}`),
  });
  const neighbours = (work: string, query: string): Question => ({
    work,
    paths: ids.map((id) => `${LIST}/${id}/neighbours?${query}`),
  });
  const pairs = COMMON.slice(1, 9).map((word) => `_q=${COMMON[0] ?? ''} ${word}`);
  return [
    list('the queue', ''),
    list('100 rows', 'pagination[pageSize]=100'),
    list('of one type', 'filters[type]=external-links'),
    list('in a category with forty below', `filters[category]=${SHELF}`),
    list('in one category', `filters[category]=${COMPARTMENT}`),
    list('overdue', 'filters[overdue]=true'),
    list('mine', 'filters[assignee]=me'),
    list('nobody’s', 'filters[assignee]=none'),
    list('waiting ten days', 'filters[waitingDays]=10'),
    list('of one submitter', 'filters[submitter]=user:17'),
    list('a word in 80 % of titles', `_q=${EVERYWHERE}`),
    list('a rare word', `_q=${RARE}`),
    list('two common words', ...pairs),
    list('two letters', '_q=co'),
    list('by title', 'sort=title:asc', 'sort=title:desc'),
    list('by due date', 'sort=dueOn:asc', 'sort=dueOn:desc'),
    list('the last page', `pagination[page]=${last(pending)}`),
    list('the last page by title', `sort=title&pagination[page]=${last(pending)}`),
    list('the last page by due date', `sort=dueOn:desc&pagination[page]=${last(pending)}`),
    list('every state', ALL),
    list('every state, a word in 80 %', `${ALL}&_q=${EVERYWHERE}`),
    list(
      'every state, in a category, searched',
      `${ALL}&filters[category]=${SHELF}&_q=${EVERYWHERE}`,
    ),
    list('every state, the last page', `${ALL}&pagination[page]=${last(all)}`),
    list('every state, the last page by title', `${ALL}&sort=title&pagination[page]=${last(all)}`),
    { work: 'counts', paths: ['/review/counts'] },
    neighbours('neighbours', ''),
    neighbours('neighbours in a category, by title', `filters[category]=${SHELF}&sort=title`),
    neighbours('neighbours of a rare word', `_q=${RARE}`),
    { ...list('limited: the queue', ''), limited: true },
    { ...list('limited: a word in 80 %', `_q=${EVERYWHERE}`), limited: true },
    { ...list('limited: the last page', `pagination[page]=${last(pending / 2)}`), limited: true },
    { ...neighbours('limited: neighbours', ''), limited: true },
    { work: 'limited: counts', paths: ['/review/counts'], limited: true },
  ];
}

/** Shelves with about two hundred categories below. */
export const HALF = [1, 2, 3, 4, 5].map((shelf) => idOf('c', shelf));
