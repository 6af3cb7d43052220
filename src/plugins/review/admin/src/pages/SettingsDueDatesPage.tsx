import { Box, Flex, IconButton } from '@strapi/design-system';
import { Trash } from '@strapi/icons';

import { useText } from '../messages';
import { CategoriesNotice, CategoryField } from '../settings/CategoryFields';
import { ChoiceField } from '../settings/ChoiceField';
import { useSettingsDraft } from '../settings/draft';
import { NumberField } from '../settings/NumberField';
import { SettingsCard, SettingsForm } from '../settings/SettingsForm';
import { SettingsEntries, SettingsList } from '../settings/SettingsList';

const PART = ['dueDays', 'dueDaysByCategory'] as const;
/** What is offered where no date was set so far. */
const SUGGESTED_DAYS = 5;

export function SettingsDueDatesPage() {
  return (
    <SettingsForm title="settings.due" subtitle="settings.due.subtitle" part={PART}>
      <SettingsCard>
        <General />
      </SettingsCard>
      <SettingsCard>
        <CategoriesNotice />
        <ByCategory />
      </SettingsCard>
    </SettingsForm>
  );
}

function General() {
  const text = useText();
  const { draft, saved, change, problemAt } = useSettingsDraft();
  const { dueDays } = draft;
  return (
    <>
      <ChoiceField
        label="settings.due.general"
        hint="settings.due.general.hint"
        yes="settings.due.yes"
        no="settings.due.no"
        value={dueDays !== null}
        onChange={(dated) => {
          change({ dueDays: dated ? (saved.dueDays ?? SUGGESTED_DAYS) : null });
        }}
      />
      {dueDays !== null && (
        <NumberField
          label={text('settings.due.days')}
          hint={text('settings.due.days.hint')}
          value={dueDays}
          problem={problemAt('dueDays')}
          onChange={(days) => {
            change({ dueDays: days });
          }}
        />
      )}
    </>
  );
}

function ByCategory() {
  const text = useText();
  const { draft, change, forgetProblems } = useSettingsDraft();
  const entries = draft.dueDaysByCategory;
  const add = () => {
    const days = draft.dueDays ?? SUGGESTED_DAYS;
    change({ dueDaysByCategory: [...entries, { category: '', days }] });
  };
  const remove = (index: number) => {
    forgetProblems();
    change({ dueDaysByCategory: entries.filter((_, at) => at !== index) });
  };
  return (
    <SettingsList
      title={text('settings.due.by-category')}
      hint={text('settings.due.by-category.hint')}
      count={entries.length}
      empty={text('settings.due.by-category.empty')}
      add={text('settings.due.by-category.add')}
      onAdd={add}
    >
      <SettingsEntries>
        {entries.map((_, index) => (
          <Entry key={index} index={index} onRemove={remove} />
        ))}
      </SettingsEntries>
    </SettingsList>
  );
}

function Entry({ index, onRemove }: { index: number; onRemove: (index: number) => void }) {
  const text = useText();
  const { draft, change, problemAt } = useSettingsDraft();
  const entries = draft.dueDaysByCategory;
  const entry = entries[index];
  if (entry === undefined) return null;
  const set = (part: Partial<typeof entry>) => {
    const next = entries.map((other, at) => (at === index ? { ...other, ...part } : other));
    change({ dueDaysByCategory: next });
  };
  return (
    <Flex gap={4} alignItems="flex-start" wrap="wrap">
      <Box flex="1 1 24rem">
        <CategoryField
          value={entry.category}
          taken={entries.map(({ category }) => category)}
          problem={problemAt('dueDaysByCategory', index, 'category')}
          onChoose={(category) => {
            set({ category });
          }}
        />
      </Box>
      <Box flex="0 1 20rem">
        <NumberField
          label={text('settings.due.days')}
          value={entry.days}
          problem={problemAt('dueDaysByCategory', index, 'days')}
          onChange={(days) => {
            set({ days });
          }}
        />
      </Box>
      <Box paddingTop={6}>
        <IconButton
          label={text('settings.remove.entry', { number: index + 1 })}
          variant="ghost"
          onClick={() => {
            onRemove(index);
          }}
        >
          <Trash />
        </IconButton>
      </Box>
    </Flex>
  );
}
