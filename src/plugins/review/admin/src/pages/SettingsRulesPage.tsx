import { useText } from '../messages';
import { ChoiceField } from '../settings/ChoiceField';
import { useSettingsDraft } from '../settings/draft';
import { LimitField } from '../settings/LimitField';
import { OldFiles, UnusedFiles } from '../settings/FileRules';
import { NumberField } from '../settings/NumberField';
import { ScannerCard } from '../settings/ScannerCard';
import { SettingsCard, SettingsForm } from '../settings/SettingsForm';

const PART = [
  'allowSelfApproval',
  'claimMinutes',
  'keepRejectedDays',
  'maxPendingItems',
  'maxPendingMegabytes',
  'oldFiles',
  'keepUnusedFilesDays',
] as const;
/** What is offered where there was no number so far. */
const SUGGESTED = { days: 365, items: 50, megabytes: 500 } as const;

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
        <Quotas />
      </SettingsCard>
      <SettingsCard>
        <OldFiles />
      </SettingsCard>
      <SettingsCard>
        <UnusedFiles />
      </SettingsCard>
      <ScannerCard />
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
  const { draft, saved, change, problemAt } = useSettingsDraft();
  return (
    <LimitField
      label="settings.retention"
      hint="settings.retention.hint"
      yes="settings.retention.yes"
      no="settings.retention.no"
      numberLabel="settings.retention.days"
      numberHint="settings.retention.days.hint"
      value={draft.keepRejectedDays}
      suggested={saved.keepRejectedDays ?? SUGGESTED.days}
      problem={problemAt('keepRejectedDays')}
      onChange={(keepRejectedDays) => {
        change({ keepRejectedDays });
      }}
    />
  );
}

/** What one member may have waiting. */
function Quotas() {
  const { draft, saved, change, problemAt } = useSettingsDraft();
  return (
    <>
      <LimitField
        label="settings.quota.items"
        hint="settings.quota.items.hint"
        yes="settings.quota.yes"
        no="settings.quota.no"
        numberLabel="settings.quota.items.number"
        value={draft.maxPendingItems}
        suggested={saved.maxPendingItems ?? SUGGESTED.items}
        problem={problemAt('maxPendingItems')}
        onChange={(maxPendingItems) => {
          change({ maxPendingItems });
        }}
      />
      <LimitField
        label="settings.quota.megabytes"
        hint="settings.quota.megabytes.hint"
        yes="settings.quota.yes"
        no="settings.quota.no"
        numberLabel="settings.quota.megabytes.number"
        value={draft.maxPendingMegabytes}
        suggested={saved.maxPendingMegabytes ?? SUGGESTED.megabytes}
        problem={problemAt('maxPendingMegabytes')}
        onChange={(maxPendingMegabytes) => {
          change({ maxPendingMegabytes });
        }}
      />
    </>
  );
}
