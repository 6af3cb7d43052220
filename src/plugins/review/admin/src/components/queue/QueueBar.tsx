import type { RefObject } from 'react';
import { Box, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';

import { useText } from '../../messages';
import type { TextKey } from '../../messages';
import type { Column } from '../../queue-columns';
import { SORTS } from '../../queue-params';
import type { QueueParams, Sort } from '../../queue-params';
import { QueueColumns } from './QueueColumns';
import { QueueFilters } from './QueueFilters';
import { QueueSearch } from './QueueSearch';
import { QueueViews } from './QueueViews';

interface QueueBarProps {
  params: QueueParams;
  onChange: (change: Partial<QueueParams>) => void;
  columns: readonly Column[];
  onColumns: (columns: readonly Column[]) => void;
  searchRef: RefObject<HTMLInputElement>;
}

/** Everything that changes what is listed and how. */
export function QueueBar({ params, onChange, columns, onColumns, searchRef }: QueueBarProps) {
  return (
    <Flex gap={2} wrap="wrap">
      <QueueSearch
        words={params.q}
        inputRef={searchRef}
        onSearch={(q) => {
          onChange({ q });
        }}
      />
      <QueueFilters params={params} onChange={onChange} />
      <Order params={params} onChange={onChange} />
      <QueueViews params={params} />
      <QueueColumns state={params.state} columns={columns} onChange={onColumns} />
    </Flex>
  );
}

const SORT_LABELS: Readonly<Record<Sort, TextKey>> = {
  'submittedAt:asc': 'queue.sort.oldest',
  'submittedAt:desc': 'queue.sort.newest',
  'dueOn:asc': 'queue.sort.due-up',
  'dueOn:desc': 'queue.sort.due-down',
  'title:asc': 'queue.sort.title-up',
  'title:desc': 'queue.sort.title-down',
};

function Order({ params, onChange }: Pick<QueueBarProps, 'params' | 'onChange'>) {
  const text = useText();
  const sorts = SORTS.filter((sort) => params.state === 'pending' || !sort.startsWith('dueOn'));
  return (
    <Box minWidth="16rem">
      <SingleSelect
        size="S"
        aria-label={text('queue.sort')}
        value={params.sort}
        onChange={(value) => {
          const sort = SORTS.find((known) => known === value);
          if (sort !== undefined) onChange({ sort });
        }}
      >
        {sorts.map((sort) => (
          <SingleSelectOption key={sort} value={sort}>
            {text(SORT_LABELS[sort])}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Box>
  );
}
