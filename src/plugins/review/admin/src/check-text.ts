import { useCallback } from 'react';
import { useIntl, type IntlShape } from 'react-intl';

import type { Check, Likeness, LiveTwin, WaitingTwin } from '../../shared/checks';
import { labelOf } from './comparison';
import { useText } from './messages';
import type { TextKey } from './messages';
import { languageName } from './settings/languages';

interface Said {
  key: TextKey;
  values?: Record<string, string | number>;
}

const MEGABYTE = 1024 ** 2;

function sizeOf(bytes: number, intl: IntlShape): string {
  return intl.formatNumber(bytes / MEGABYTE, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  });
}

/** Of what is in it and not of what it is about: the sentence of a check and what stands in it. */
function saidBy(check: Check, intl: IntlShape): Said {
  const language = (tag: string) => languageName(tag, intl.locale);
  switch (check.code) {
    case 'finding':
      return {
        key: `holds.finding.${check.details.finding}`,
        values: { count: check.details.count ?? 0 },
      };
    case 'missing':
      return {
        key: 'check.missing',
        values: { fields: check.details.fields.map(labelOf).join(', ') },
      };
    case 'type':
      return { key: 'check.type', values: { kind: check.details.kind.toUpperCase() } };
    case 'size':
      return { key: 'check.size', values: { size: sizeOf(check.details.bytes, intl) } };
    case 'unread':
      return { key: `check.unread.${check.details.why}` };
    case 'pages':
      return { key: 'check.pages', values: { count: check.details.pages } };
    case 'words':
      return { key: 'check.words', values: { count: check.details.words } };
    case 'language':
      return { key: 'check.language', values: { found: language(check.details.language) } };
    case 'otherLanguage': {
      const { found, given } = check.details;
      return {
        key: 'check.otherLanguage',
        values: { found: language(found), given: language(given) },
      };
    }
    case 'suggestedTitle':
      return {
        key: `check.suggestedTitle.${check.details.from}`,
        values: { title: check.details.title },
      };
    case 'suggestedCategory': {
      const names = check.details.categories.map(({ name }) => name);
      return {
        key: 'check.suggestedCategory',
        values: { names: intl.formatList(names, { type: 'disjunction' }) },
      };
    }
    case 'noTwin':
      return { key: `check.noTwin.${check.details.of}` };
    case 'linkUnchecked':
      return { key: `check.linkUnchecked.${check.details.why}` };
    case 'linkMoved':
      return { key: 'check.linkMoved', values: { address: check.details.address } };
    default:
      return { key: `check.${check.code}` };
  }
}

/** The sentence of a check in the reader's language. */
export function useCheckText(): (check: Check) => string {
  const text = useText();
  const intl = useIntl();
  return useCallback(
    (check) => {
      const { key, values } = saidBy(check, intl);
      return text(key, values);
    },
    [text, intl],
  );
}

/** What a check names: each with how like it is, where that is what it is about. */
export function namedBy(check: Check): { twin: LiveTwin | WaitingTwin; percent: number | null }[] {
  const exactly = (twin: LiveTwin | WaitingTwin) => ({ twin, percent: null });
  switch (check.code) {
    case 'sameFile':
    case 'sameAddress':
      return check.details.items.map(exactly);
    case 'sameFileWaiting':
    case 'sameAddressWaiting':
      return check.details.submissions.map(exactly);
    case 'similarText':
    case 'similarTitle':
      return check.details.items.map(({ twin, percent }: Likeness) => ({ twin, percent }));
    default:
      return [];
  }
}
