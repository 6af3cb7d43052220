import { Flex, Tag, TextButton } from '@strapi/design-system';
import { Cross } from '@strapi/icons';

import type { LogEntry } from '../../../../shared/desk';
import { useText } from '../../messages';
import { activeLogFilters, WHOLE_LOG } from '../../log-params';
import type { LogFilter, LogParams } from '../../log-params';

interface LogChipsProps {
  params: LogParams;
  /** The list, which knows names and titles where the address has numbers. */
  entries: readonly LogEntry[];
  onChange: (change: Partial<LogParams>) => void;
}

/** Filters that no field shows: chosen in the list, each to be taken away again. */
const IN_LIST = ['actor', 'submission'] as const satisfies readonly LogFilter[];

export function LogChips({ params, entries, onChange }: LogChipsProps) {
  const text = useText();
  const active = activeLogFilters(params);
  const [first] = entries;
  if (active.length === 0) return null;
  const words = {
    actor: () => text('log.chip.actor', { value: first?.actor.name ?? params.actor }),
    submission: () => text('log.chip.submission', { value: first?.title ?? params.submission }),
  };
  return (
    <Flex gap={2} wrap="wrap" paddingBottom={4}>
      {IN_LIST.filter((name) => active.includes(name)).map((name) => (
        <Tag
          key={name}
          icon={<Cross aria-hidden />}
          label={text('log.chip.remove', { filter: words[name]() })}
          onClick={() => {
            onChange({ [name]: '' });
          }}
        >
          {words[name]()}
        </Tag>
      ))}
      <TextButton
        onClick={() => {
          onChange(WHOLE_LOG);
        }}
      >
        {text('log.clear')}
      </TextButton>
    </Flex>
  );
}
