import { useEffect, useRef, useState } from 'react';
import { Accordion, useNotifyAT } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { ReviewSettings } from '../../../shared/desk';
import { useText } from '../messages';
import { useSettingsDraft } from '../settings/draft';
import { Languages } from '../settings/Languages';
import { moveButtonId, ReasonItem } from '../settings/ReasonItem';
import {
  labelOf,
  languagesOf,
  moved,
  nameNewReasons,
  newReason,
  withoutLanguage,
} from '../settings/reasons';
import { SettingsCard, SettingsForm } from '../settings/SettingsForm';
import { SettingsList } from '../settings/SettingsList';

const PART = ['reasons'] as const;

function prepare(draft: ReviewSettings, saved: ReviewSettings): ReviewSettings {
  return { ...draft, reasons: nameNewReasons(draft.reasons, saved.reasons) };
}

export function SettingsReasonsPage() {
  return (
    <SettingsForm
      title="settings.reasons"
      subtitle="settings.reasons.subtitle"
      part={PART}
      prepare={prepare}
    >
      <Reasons />
    </SettingsForm>
  );
}

function Reasons() {
  const { draft, change, forgetProblems } = useSettingsDraft();
  const [added, setAdded] = useState<string[]>([]);
  const [removed, setRemoved] = useState<string[]>([]);
  const used = [...languagesOf(draft.reasons), ...added];
  const languages = [...new Set(used)].filter((tag) => !removed.includes(tag));
  return (
    <>
      <SettingsCard>
        <Languages
          languages={languages}
          onAdd={(tag) => {
            setAdded([...added, tag]);
            setRemoved(removed.filter((other) => other !== tag));
          }}
          onRemove={(tag) => {
            forgetProblems();
            setAdded(added.filter((other) => other !== tag));
            setRemoved([...removed, tag]);
            change({ reasons: withoutLanguage(draft.reasons, tag) });
          }}
        />
      </SettingsCard>
      <SettingsCard>
        <ReasonList languages={languages} />
      </SettingsCard>
    </>
  );
}

function ReasonList({ languages }: { languages: readonly string[] }) {
  const text = useText();
  const { draft, change, problemAt, forgetProblems, isWrong } = useSettingsDraft();
  const { reasons } = draft;
  const move = useMove();
  const made = useRef(0);
  const [open, setOpen] = useOpenReason();

  const add = () => {
    made.current += 1;
    const reason = newReason(made.current);
    change({ reasons: [...reasons, reason] });
    setOpen(reason.id);
  };
  return (
    <SettingsList
      title={text('settings.reasons.list')}
      hint={text('settings.reasons.list.hint')}
      count={reasons.length}
      add={text('settings.reasons.add')}
      onAdd={add}
      problem={problemAt('reasons')}
    >
      <Accordion.Root value={open} onValueChange={setOpen}>
        {reasons.map((reason, index) => (
          <ReasonItem
            key={reason.id}
            reason={reason}
            index={index}
            count={reasons.length}
            languages={languages}
            wrong={isWrong('reasons', index)}
            onMove={(to) => {
              move(index, to);
            }}
            onRemove={() => {
              forgetProblems();
              change({ reasons: reasons.filter((_, at) => at !== index) });
            }}
          />
        ))}
      </Accordion.Root>
    </SettingsList>
  );
}

/** The one whose fields are shown: what was opened last, or the first the server just refused. */
function useOpenReason(): [string, (id: string) => void] {
  const { draft, problems, isWrong } = useSettingsDraft();
  const [open, setOpen] = useState('');
  const [seen, setSeen] = useState(problems);
  if (seen !== problems) {
    setSeen(problems);
    const wrong = draft.reasons.filter((_, index) => isWrong('reasons', index));
    if (wrong[0] !== undefined && !wrong.some(({ id }) => id === open)) setOpen(wrong[0].id);
  }
  return [open, setOpen];
}

/** Moves a reason, says where it is now, and leaves the focus on the button that moved it. */
function useMove(): (from: number, to: number) => void {
  const text = useText();
  const { locale } = useIntl();
  const { notifyStatus } = useNotifyAT();
  const { draft, change, forgetProblems } = useSettingsDraft();
  const button = useRef<string | null>(null);
  useEffect(() => {
    if (button.current === null) return;
    document.getElementById(button.current)?.focus();
    button.current = null;
  });
  return (from, to) => {
    const { reasons } = draft;
    const reason = reasons[from];
    if (reason === undefined) return;
    forgetProblems();
    change({ reasons: moved(reasons, from, to) });
    const atEnd = to === 0 || to === reasons.length - 1;
    const upwards = atEnd ? to !== 0 : to < from;
    button.current = moveButtonId(reason.id, upwards ? 'up' : 'down');
    const values = { label: labelOf(reason, locale), place: to + 1, count: reasons.length };
    notifyStatus(text('settings.reasons.moved', values));
  };
}
