import { useMemo } from 'react';
import { Box, Combobox, ComboboxOption, Field, Flex, Tag, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useIntl } from 'react-intl';

import { useText } from '../messages';
import { knownLanguages, languageName } from './languages';
import { FALLBACK } from './reasons';

interface LanguagesProps {
  languages: readonly string[];
  onAdd: (language: string) => void;
  onRemove: (language: string) => void;
}

/** The languages reasons are written in. English stays, to fall back on. */
export function Languages({ languages, onAdd, onRemove }: LanguagesProps) {
  const text = useText();
  const { locale } = useIntl();
  const known = useMemo(() => knownLanguages(locale), [locale]);
  return (
    <Flex gap={4} alignItems="flex-end" wrap="wrap" justifyContent="space-between">
      <Box>
        <Typography tag="h2" variant="delta" id="reason-languages">
          {text('settings.languages')}
        </Typography>
        <Flex tag="ul" gap={2} wrap="wrap" paddingTop={3} aria-labelledby="reason-languages">
          {languages.map((tag) => (
            <li key={tag}>
              {tag === FALLBACK ? (
                <FallbackLanguage name={languageName(tag, locale)} />
              ) : (
                <Tag
                  icon={<Cross aria-hidden />}
                  label={text('settings.remove', { name: languageName(tag, locale) })}
                  onClick={() => {
                    onRemove(tag);
                  }}
                >
                  {languageName(tag, locale)}
                </Tag>
              )}
            </li>
          ))}
        </Flex>
      </Box>
      <Box width="28rem">
        <Field.Root>
          <Field.Label>{text('settings.languages.add')}</Field.Label>
          <Combobox
            // Once chosen it is in the list, and the field is for the next one.
            key={languages.length}
            value=""
            autocomplete={{ type: 'list', filter: 'contains' }}
            placeholder={text('settings.languages.choose')}
            clearLabel={text('settings.languages.clear')}
            noOptionsMessage={() => text('settings.languages.none')}
            onChange={(chosen?: string) => {
              if (chosen !== undefined && chosen !== '') onAdd(chosen);
            }}
          >
            {known
              .filter(({ tag }) => !languages.includes(tag))
              .map(({ tag, name }) => (
                <ComboboxOption key={tag} value={tag} textValue={name}>
                  {name}
                </ComboboxOption>
              ))}
          </Combobox>
        </Field.Root>
      </Box>
    </Flex>
  );
}

function FallbackLanguage({ name }: { name: string }) {
  return (
    <Flex
      background="neutral100"
      borderColor="neutral200"
      hasRadius
      height="3.2rem"
      paddingLeft={3}
      paddingRight={3}
    >
      <Typography variant="pi" fontWeight="bold" textColor="neutral800">
        {name}
      </Typography>
    </Flex>
  );
}
