import { useText } from '../messages';
import { ChoiceField } from '../settings/ChoiceField';
import { useSettingsDraft } from '../settings/draft';
import { OldFiles, UnusedFiles } from '../settings/FileRules';
import { NumberField } from '../settings/NumberField';
import { SettingsCard, SettingsForm } from '../settings/SettingsForm';

const PART = [
  'allowSelfApproval',
  'claimMinutes',
  'keepRejectedDays',
  'oldFiles',
  'keepUnusedFilesDays',
] as const;
/** What is offered where nothing was removed so far. */
const SUGGESTED_DAYS = 365;

export function SettingsRulesPage() {
  return (
    <SettingsForm title="settings.rules" subtitle="settings.rules.subtitle" part={PART}>
      <SettingsCard>
        <SelfApproval />
      </SettingsCard>
      <SettingsCard>
        <Claims />
      </SettingsCard>
      <SettingsCard>
        <Retention />
      </SettingsCard>
      <SettingsCard>
        <OldFiles />
      </SettingsCard>
      <SettingsCard>
        <UnusedFiles />
      </SettingsCard>
    </SettingsForm>
  );
}

function SelfApproval() {
  const { draft, change } = useSettingsDraft();
  return (
    <ChoiceField
      label="settings.self-approval"
      hint="settings.self-approval.hint"
      yes="settings.self-approval.yes"
      no="settings.self-approval.no"
      value={draft.allowSelfApproval}
      onChange={(allowSelfApproval) => {
        change({ allowSelfApproval });
      }}
    />
  );
}

function Claims() {
  const text = useText();
  const { draft, change, problemAt } = useSettingsDraft();
  return (
    <NumberField
      label={text('settings.claims')}
      hint={text('settings.claims.hint')}
      value={draft.claimMinutes}
      problem={problemAt('claimMinutes')}
      onChange={(claimMinutes) => {
        change({ claimMinutes });
      }}
    />
  );
}

function Retention() {
  const text = useText();
  const { draft, saved, change, problemAt } = useSettingsDraft();
  const { keepRejectedDays } = draft;
  return (
    <>
      <ChoiceField
        label="settings.retention"
        hint="settings.retention.hint"
        yes="settings.retention.yes"
        no="settings.retention.no"
        value={keepRejectedDays !== null}
        onChange={(removes) => {
          change({ keepRejectedDays: removes ? (saved.keepRejectedDays ?? SUGGESTED_DAYS) : null });
        }}
      />
      {keepRejectedDays !== null && (
        <NumberField
          label={text('settings.retention.days')}
          hint={text('settings.retention.days.hint')}
          value={keepRejectedDays}
          problem={problemAt('keepRejectedDays')}
          onChange={(days) => {
            change({ keepRejectedDays: days });
          }}
        />
      )}
    </>
  );
}
