import { Field, Radio } from '@strapi/design-system';

import { OLD_FILES } from '../../../shared/desk';
import { useText } from '../messages';
import { ChoiceField } from './ChoiceField';
import { useSettingsDraft } from './draft';
import { Fieldset, Legend } from './Fieldset';
import { NumberField } from './NumberField';

/** What is offered where nothing was removed so far. */
const SUGGESTED_DAYS = 30;

export function OldFiles() {
  const text = useText();
  const { draft, change } = useSettingsDraft();
  return (
    <Field.Root hint={text('settings.old-files.hint')} maxWidth="64rem">
      <Fieldset>
        <Legend>{text('settings.old-files')}</Legend>
        <Radio.Group
          aria-label={text('settings.old-files')}
          value={draft.oldFiles}
          onValueChange={(chosen) => {
            const oldFiles = OLD_FILES.find((known) => known === chosen);
            if (oldFiles !== undefined) change({ oldFiles });
          }}
        >
          {OLD_FILES.map((known) => (
            <Radio.Item key={known} value={known}>
              {text(`settings.old-files.${known}`)}
            </Radio.Item>
          ))}
        </Radio.Group>
      </Fieldset>
      <Field.Hint />
    </Field.Root>
  );
}

export function UnusedFiles() {
  const text = useText();
  const { draft, saved, change, problemAt } = useSettingsDraft();
  const { keepUnusedFilesDays } = draft;
  return (
    <>
      <ChoiceField
        label="settings.unused-files"
        hint="settings.unused-files.hint"
        yes="settings.unused-files.yes"
        no="settings.unused-files.no"
        value={keepUnusedFilesDays !== null}
        onChange={(removes) => {
          const days = saved.keepUnusedFilesDays ?? SUGGESTED_DAYS;
          change({ keepUnusedFilesDays: removes ? days : null });
        }}
      />
      {keepUnusedFilesDays !== null && (
        <NumberField
          label={text('settings.unused-files.days')}
          hint={text('settings.unused-files.days.hint')}
          value={keepUnusedFilesDays}
          problem={problemAt('keepUnusedFilesDays')}
          onChange={(days) => {
            change({ keepUnusedFilesDays: days });
          }}
        />
      )}
    </>
  );
}
