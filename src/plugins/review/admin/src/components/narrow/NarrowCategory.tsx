import { Combobox, ComboboxOption, Field } from '@strapi/design-system';

import { useText } from '../../messages';
import { useGetCategoriesQuery } from '../../submission-api';

interface NarrowCategoryProps {
  value: string;
  onChoose: (category: string) => void;
}

/** A tree may be long, so it is searched by typing; indents show what is under what. */
export function NarrowCategory({ value, onChoose }: NarrowCategoryProps) {
  const text = useText();
  const { data: categories = [] } = useGetCategoriesQuery(undefined);
  return (
    <Field.Root name="category" minWidth="24rem">
      <Field.Label>{text('queue.filter.category')}</Field.Label>
      <Combobox
        size="S"
        value={value}
        placeholder={text('queue.filter.category.all')}
        clearLabel={text('queue.filter.category.clear')}
        noOptionsMessage={() => text('queue.filter.category.none')}
        onChange={(category) => {
          onChoose(category);
        }}
        onClear={() => {
          onChoose('');
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
    </Field.Root>
  );
}
