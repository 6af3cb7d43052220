import {
  Box,
  Field,
  Flex,
  IconButton,
  SingleSelect,
  SingleSelectOption,
} from '@strapi/design-system';
import { Trash } from '@strapi/icons';

import { useText } from '../messages';
import { useGetReviewersQuery } from '../submission-api';
import { CategoriesField, CategoriesNotice } from '../settings/CategoryFields';
import { useSettingsDraft } from '../settings/draft';
import { SettingsCard, SettingsForm } from '../settings/SettingsForm';
import { SettingsEntries, SettingsList } from '../settings/SettingsList';

const PART = ['scopes'] as const;

export function SettingsReviewersPage() {
  return (
    <SettingsForm title="settings.scopes" subtitle="settings.scopes.subtitle" part={PART}>
      <SettingsCard>
        <CategoriesNotice />
        <Scopes />
      </SettingsCard>
    </SettingsForm>
  );
}

/** Of a scope that was just added: no account has this number, and the server says so. */
const NOBODY = 0;

function Scopes() {
  const text = useText();
  const { draft, change, forgetProblems } = useSettingsDraft();
  const { scopes } = draft;
  return (
    <SettingsList
      title={text('settings.scopes.list')}
      hint={text('settings.scopes.hint')}
      count={scopes.length}
      empty={text('settings.scopes.empty')}
      add={text('settings.scopes.add')}
      onAdd={() => {
        change({ scopes: [...scopes, { reviewer: NOBODY, categories: [] }] });
      }}
    >
      <SettingsEntries>
        {scopes.map((_, index) => (
          <Scope
            key={index}
            index={index}
            onRemove={() => {
              forgetProblems();
              change({ scopes: scopes.filter((_, at) => at !== index) });
            }}
          />
        ))}
      </SettingsEntries>
    </SettingsList>
  );
}

function Scope({ index, onRemove }: { index: number; onRemove: () => void }) {
  const text = useText();
  const { draft, change, problemAt } = useSettingsDraft();
  const { scopes } = draft;
  const scope = scopes[index];
  if (scope === undefined) return null;
  const set = (part: Partial<typeof scope>) => {
    change({ scopes: scopes.map((other, at) => (at === index ? { ...other, ...part } : other)) });
  };
  return (
    <Flex gap={4} alignItems="flex-start" wrap="wrap">
      <Box flex="1 1 20rem" maxWidth="32rem">
        <ReviewerField
          value={scope.reviewer}
          taken={scopes.map(({ reviewer }) => reviewer)}
          problem={problemAt('scopes', index, 'reviewer')}
          onChange={(reviewer) => {
            set({ reviewer });
          }}
        />
      </Box>
      <Box flex="2 1 28rem">
        <CategoriesField
          value={scope.categories}
          problem={problemAt('scopes', index, 'categories')}
          onChange={(categories) => {
            set({ categories });
          }}
        />
      </Box>
      <Box paddingTop={6}>
        <IconButton
          label={text('settings.remove.entry', { number: index + 1 })}
          variant="ghost"
          onClick={onRemove}
        >
          <Trash />
        </IconButton>
      </Box>
    </Flex>
  );
}

interface ReviewerFieldProps {
  value: number;
  taken: readonly number[];
  problem: string | undefined;
  onChange: (reviewer: number) => void;
}

function ReviewerField({ value, taken, problem, onChange }: ReviewerFieldProps) {
  const text = useText();
  const { data: reviewers } = useGetReviewersQuery(undefined);
  const offered = (reviewers ?? []).filter(({ id }) => id === value || !taken.includes(id));
  const known = value === NOBODY || offered.some(({ id }) => id === value);
  return (
    <Field.Root error={problem} required width="100%">
      <Field.Label>{text('settings.scopes.reviewer')}</Field.Label>
      <SingleSelect
        placeholder={text('settings.scopes.reviewer.choose')}
        value={value === NOBODY ? null : String(value)}
        onChange={(chosen) => {
          onChange(Number(chosen));
        }}
      >
        {!known && (
          <SingleSelectOption value={String(value)}>
            {text('settings.scopes.reviewer.unknown', { id: value })}
          </SingleSelectOption>
        )}
        {offered.map(({ id, name }) => (
          <SingleSelectOption key={id} value={String(id)}>
            {name}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Field.Error />
    </Field.Root>
  );
}
