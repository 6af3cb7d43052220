import { Field, Radio } from '@strapi/design-system';

import { OLD_FILES } from '../../../shared/desk';
import { useText } from '../messages';
import { useSettingsDraft } from './draft';
import { Fieldset, Legend } from './Fieldset';
import { LimitField } from './LimitField';

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
  const { draft, saved, change, problemAt } = useSettingsDraft();
  return (
    <LimitField
      label="settings.unused-files"
      hint="settings.unused-files.hint"
      yes="settings.unused-files.yes"
      no="settings.unused-files.no"
      numberLabel="settings.unused-files.days"
      numberHint="settings.unused-files.days.hint"
      value={draft.keepUnusedFilesDays}
      suggested={saved.keepUnusedFilesDays ?? SUGGESTED_DAYS}
      problem={problemAt('keepUnusedFilesDays')}
      onChange={(keepUnusedFilesDays) => {
        change({ keepUnusedFilesDays });
      }}
    />
  );
}
