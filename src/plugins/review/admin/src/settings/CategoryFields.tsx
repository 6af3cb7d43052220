import { useMemo } from 'react';
import { Combobox, ComboboxOption, Field, Flex, Tag } from '@strapi/design-system';
import { Cross } from '@strapi/icons';

import { categoryPaths } from '../category-paths';
import { Notice } from '../components/Notice';
import { useText } from '../messages';
import { useRefusalText } from '../refusal';
import { useGetCategoriesQuery } from '../submission-api';

interface Categories {
  loaded: boolean;
  /** Named from the top down, as in `Energy › Solar`: two categories may have one label. */
  all: readonly { documentId: string; path: string }[];
  /** Of one that was deleted meanwhile there is only the id. */
  nameOf: (documentId: string) => string;
}

function useCategories(): Categories {
  const text = useText();
  const { data } = useGetCategoriesQuery(undefined);
  return useMemo(() => {
    const all = [...categoryPaths(data ?? [])].map(([documentId, labels]) => ({
      documentId,
      path: labels.join(' › '),
    }));
    const paths = new Map(all.map(({ documentId, path }) => [documentId, path]));
    const unknown = (id: string) =>
      data === undefined ? id : text('settings.category.unknown', { id });
    return { loaded: data !== undefined, all, nameOf: (id) => paths.get(id) ?? unknown(id) };
  }, [data, text]);
}

/** Says why there are no names to choose from: reading them is another right than changing settings. */
export function CategoriesNotice() {
  const text = useText();
  const refusalText = useRefusalText();
  const { error } = useGetCategoriesQuery(undefined);
  if (error === undefined) return null;
  return (
    <Notice tone="warning">{text('settings.names.error', { reason: refusalText(error) })}</Notice>
  );
}

interface ChooserProps {
  value: string;
  /** Not offered, because they are in the list already. */
  taken: readonly string[];
  onChoose: (documentId: string) => void;
}

/** Finds a category by any part of its name; hundreds are more than a menu can show. */
function CategoryChooser({ value, taken, onChoose }: ChooserProps) {
  const text = useText();
  const { loaded, all, nameOf } = useCategories();
  const offered = all.filter(({ documentId }) => !taken.includes(documentId));
  return (
    <Combobox
      // Another value is another choice begun, with nothing typed; and once begun it keeps the
      // name it showed first, so it begins again when names are there. Nothing is typed before.
      key={`${value} ${String(taken.length)} ${String(loaded)}`}
      disabled={!loaded}
      value={value}
      autocomplete={{ type: 'list', filter: 'contains' }}
      placeholder={text('settings.category.choose')}
      clearLabel={text('settings.category.clear')}
      noOptionsMessage={() => text('settings.category.none')}
      onChange={(chosen?: string) => {
        if (chosen !== undefined && chosen !== '') onChoose(chosen);
      }}
    >
      {value !== '' && !offered.some(({ documentId }) => documentId === value) && (
        <ComboboxOption value={value} textValue={nameOf(value)}>
          {nameOf(value)}
        </ComboboxOption>
      )}
      {offered.map(({ documentId, path }) => (
        <ComboboxOption key={documentId} value={documentId} textValue={path}>
          {path}
        </ComboboxOption>
      ))}
    </Combobox>
  );
}

interface CategoryFieldProps extends ChooserProps {
  problem: string | undefined;
}

/** One category. */
export function CategoryField({ problem, ...chooser }: CategoryFieldProps) {
  const text = useText();
  return (
    <Field.Root error={problem} required width="100%">
      <Field.Label>{text('settings.category')}</Field.Label>
      <CategoryChooser {...chooser} />
      <Field.Error />
    </Field.Root>
  );
}

interface CategoriesFieldProps {
  value: readonly string[];
  problem: string | undefined;
  onChange: (categories: string[]) => void;
}

/** Several categories: a chooser that adds one, above those chosen. */
export function CategoriesField({ value, problem, onChange }: CategoriesFieldProps) {
  const text = useText();
  const { nameOf } = useCategories();
  return (
    <Field.Root
      hint={text('settings.scopes.categories.hint')}
      error={problem}
      required
      width="100%"
    >
      <Field.Label>{text('settings.scopes.categories')}</Field.Label>
      <CategoryChooser
        value=""
        taken={value}
        onChoose={(chosen) => {
          onChange([...value, chosen]);
        }}
      />
      <Field.Hint />
      <Field.Error />
      <Flex tag="ul" gap={2} wrap="wrap" paddingTop={2} aria-label={text('settings.scopes.chosen')}>
        {value.map((id) => (
          <li key={id}>
            <Tag
              icon={<Cross aria-hidden />}
              label={text('settings.remove', { name: nameOf(id) })}
              onClick={() => {
                onChange(value.filter((other) => other !== id));
              }}
            >
              {nameOf(id)}
            </Tag>
          </li>
        ))}
      </Flex>
    </Field.Root>
  );
}
