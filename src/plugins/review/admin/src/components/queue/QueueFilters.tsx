import { useState } from 'react';
import type { ReactNode } from 'react';
import {
  Button,
  Checkbox,
  Combobox,
  ComboboxOption,
  Field,
  Flex,
  Popover,
  SingleSelect,
  SingleSelectOption,
} from '@strapi/design-system';
import { Filter } from '@strapi/icons';

import { useGetTypesQuery } from '../../api';
import { useText } from '../../messages';
import { useGetCategoriesQuery, useGetReviewersQuery } from '../../submission-api';
import { shownFilters } from '../../queue-params';
import type { QueueParams } from '../../queue-params';

interface QueueFiltersProps {
  params: QueueParams;
  onChange: (change: Partial<QueueParams>) => void;
}

/** A button that says how many filters there are, and the fields behind it. They work at once. */
export function QueueFilters({ params, onChange }: QueueFiltersProps) {
  const text = useText();
  const count = shownFilters(params).filter((name) => name !== 'q').length;
  return (
    <Popover.Root>
      <Popover.Trigger>
        <Button variant="tertiary" size="S" startIcon={<Filter />}>
          {count === 0 ? text('queue.filters') : text('queue.filters.count', { count })}
        </Button>
      </Popover.Trigger>
      <Popover.Content aria-label={text('queue.filters')} sideOffset={4} align="start">
        <Flex
          direction="column"
          alignItems="stretch"
          gap={4}
          padding={4}
          width="30rem"
          maxWidth="90vw"
        >
          <TypeFilter params={params} onChange={onChange} />
          <CategoryFilter params={params} onChange={onChange} />
          {params.state === 'pending' && (
            <>
              <AssigneeFilter params={params} onChange={onChange} />
              <AgeFilter params={params} onChange={onChange} />
              <Checkbox
                checked={params.overdue}
                onCheckedChange={(checked) => {
                  onChange({ overdue: checked === true });
                }}
              >
                {text('queue.filter.overdue')}
              </Checkbox>
            </>
          )}
        </Flex>
      </Popover.Content>
    </Popover.Root>
  );
}

/** The select has no use for an empty value. */
const ALL = 'all';

interface ChoiceProps {
  name: string;
  label: string;
  all: string;
  value: string;
  onChoose: (value: string) => void;
  children: ReactNode;
}

function Choice({ name, label, all, value, onChoose, children }: ChoiceProps) {
  return (
    <Field.Root name={name}>
      <Field.Label>{label}</Field.Label>
      <SingleSelect
        value={value === '' ? ALL : value}
        onChange={(chosen) => {
          onChoose(chosen === ALL ? '' : String(chosen));
        }}
      >
        <SingleSelectOption value={ALL}>{all}</SingleSelectOption>
        {children}
      </SingleSelect>
    </Field.Root>
  );
}

function TypeFilter({ params, onChange }: QueueFiltersProps) {
  const text = useText();
  const { data: types = [] } = useGetTypesQuery(undefined);
  return (
    <Choice
      name="type"
      label={text('queue.filter.type')}
      all={text('queue.filter.type.all')}
      value={params.type}
      onChoose={(type) => {
        onChange({ type });
      }}
    >
      {types.map(({ uid, type, displayName }) => (
        <SingleSelectOption key={uid} value={type}>
          {displayName}
        </SingleSelectOption>
      ))}
    </Choice>
  );
}

/** A tree may be long, so it is searched by typing; indents show what is under what. */
function CategoryFilter({ params, onChange }: QueueFiltersProps) {
  const text = useText();
  const { data: categories = [] } = useGetCategoriesQuery(undefined);
  return (
    <Field.Root name="category" hint={text('queue.filter.category.hint')}>
      <Field.Label>{text('queue.filter.category')}</Field.Label>
      <Combobox
        value={params.category}
        placeholder={text('queue.filter.category.all')}
        clearLabel={text('queue.filter.category.clear')}
        noOptionsMessage={() => text('queue.filter.category.none')}
        autocomplete={{ type: 'list', filter: 'contains' }}
        // Words that name no category come as undefined, whatever the type says.
        onChange={(category?: string) => {
          onChange({ category: category ?? '' });
        }}
        onClear={() => {
          onChange({ category: '' });
        }}
      >
        {categories.map(({ documentId, label, depth }) => (
          <ComboboxOption key={documentId} value={documentId} textValue={label}>
            <span dir="auto" style={{ paddingInlineStart: `${String(depth * 1.6)}rem` }}>
              {label}
            </span>
          </ComboboxOption>
        ))}
      </Combobox>
      <Field.Hint />
    </Field.Root>
  );
}

function AssigneeFilter({ params, onChange }: QueueFiltersProps) {
  const text = useText();
  const { data: reviewers = [] } = useGetReviewersQuery(undefined);
  return (
    <Choice
      name="assignee"
      label={text('queue.filter.assignee')}
      all={text('queue.filter.assignee.all')}
      value={params.assignee}
      onChoose={(assignee) => {
        onChange({ assignee });
      }}
    >
      <SingleSelectOption value="me">{text('queue.filter.assignee.me')}</SingleSelectOption>
      <SingleSelectOption value="none">{text('queue.filter.assignee.none')}</SingleSelectOption>
      {reviewers.map(({ id, name }) => (
        <SingleSelectOption key={id} value={String(id)}>
          {name}
        </SingleSelectOption>
      ))}
    </Choice>
  );
}

const AGES = [1, 3, 7, 14, 30, 90];

function AgeFilter({ params, onChange }: QueueFiltersProps) {
  const text = useText();
  const [asked] = useState(params.waitingDays);
  // An address may ask for any number.
  const ages = [...new Set([...AGES, asked])].filter((days) => days > 0).sort((a, b) => a - b);
  return (
    <Choice
      name="waitingDays"
      label={text('queue.filter.age')}
      all={text('queue.filter.age.all')}
      value={params.waitingDays === 0 ? '' : String(params.waitingDays)}
      onChoose={(days) => {
        onChange({ waitingDays: Number(days) });
      }}
    >
      {ages.map((days) => (
        <SingleSelectOption key={days} value={String(days)}>
          {text('queue.filter.age.days', { days })}
        </SingleSelectOption>
      ))}
    </Choice>
  );
}
