import { useState } from 'react';
import type { FormEvent } from 'react';
import {
  Box,
  Flex,
  Searchbar,
  SearchForm,
  SingleSelect,
  SingleSelectOption,
} from '@strapi/design-system';

import { useGetTypesQuery } from '../api';
import { useText } from '../messages';
import type { TextKey } from '../messages';
import { SORTS } from '../queue-params';
import type { QueueParams, Sort } from '../queue-params';

interface QueueFiltersProps {
  params: QueueParams;
  onChange: (change: Partial<QueueParams>) => void;
}

export function QueueFilters({ params, onChange }: QueueFiltersProps) {
  return (
    <Flex gap={3} wrap="wrap" alignItems="stretch">
      <Search
        words={params.q}
        onSearch={(q) => {
          onChange({ q });
        }}
      />
      <TypeFilter params={params} onChange={onChange} />
      <Order params={params} onChange={onChange} />
    </Flex>
  );
}

function Search({ words, onSearch }: { words: string; onSearch: (words: string) => void }) {
  const text = useText();
  const [typed, setTyped] = useState(words);
  const [searched, setSearched] = useState(words);
  // The address also changes by other means, such as the back button.
  if (searched !== words) {
    setSearched(words);
    setTyped(words);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  return (
    <Box flex="1 1 24rem" maxWidth="40rem">
      <SearchForm onSubmit={submit}>
        <Searchbar
          name="_q"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
          }}
          onClear={() => {
            setTyped('');
            onSearch('');
          }}
          clearLabel={text('queue.search.clear')}
          placeholder={text('queue.search.placeholder')}
        >
          {text('queue.search')}
        </Searchbar>
      </SearchForm>
    </Box>
  );
}

/** The select has no use for an empty value. */
const ALL = 'all';

function TypeFilter({ params, onChange }: QueueFiltersProps) {
  const text = useText();
  const { data: types = [] } = useGetTypesQuery(undefined);
  return (
    <Box minWidth="18rem">
      <SingleSelect
        aria-label={text('queue.filter.type')}
        value={params.type === '' ? ALL : params.type}
        onChange={(value) => {
          onChange({ type: value === ALL ? '' : String(value) });
        }}
      >
        <SingleSelectOption value={ALL}>{text('queue.filter.type.all')}</SingleSelectOption>
        {types.map(({ uid, type, displayName }) => (
          <SingleSelectOption key={uid} value={type}>
            {displayName}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Box>
  );
}

const SORT_LABELS: Readonly<Record<Sort, TextKey>> = {
  'submittedAt:asc': 'queue.sort.oldest',
  'submittedAt:desc': 'queue.sort.newest',
  'title:asc': 'queue.sort.title-up',
  'title:desc': 'queue.sort.title-down',
};

function Order({ params, onChange }: QueueFiltersProps) {
  const text = useText();
  return (
    <Box minWidth="18rem">
      <SingleSelect
        aria-label={text('queue.sort')}
        value={params.sort}
        onChange={(value) => {
          const sort = SORTS.find((known) => known === value);
          if (sort !== undefined) onChange({ sort });
        }}
      >
        {SORTS.map((sort) => (
          <SingleSelectOption key={sort} value={sort}>
            {text(SORT_LABELS[sort])}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Box>
  );
}
