import { Button, Checkbox, Flex, Popover } from '@strapi/design-system';
import { Cog } from '@strapi/icons';

import type { State } from '../../../../shared/workflow';
import { useText } from '../../messages';
import { columnsOf } from '../../queue-columns';
import type { Column } from '../../queue-columns';

interface QueueColumnsProps {
  state: State;
  columns: readonly Column[];
  onChange: (columns: readonly Column[]) => void;
}

export function QueueColumns({ state, columns, onChange }: QueueColumnsProps) {
  const text = useText();
  return (
    <Popover.Root>
      <Popover.Trigger>
        <Button variant="tertiary" size="S" startIcon={<Cog />}>
          {text('queue.columns')}
        </Button>
      </Popover.Trigger>
      <Popover.Content aria-label={text('queue.columns')} sideOffset={4} align="end">
        <Flex direction="column" alignItems="flex-start" gap={3} padding={4}>
          {columnsOf(state).map((column) => (
            <Checkbox
              key={column}
              checked={columns.includes(column)}
              onCheckedChange={(checked) => {
                const others = columns.filter((other) => other !== column);
                onChange(checked === true ? [...others, column] : others);
              }}
            >
              {text(`queue.column.${column}`)}
            </Checkbox>
          ))}
        </Flex>
      </Popover.Content>
    </Popover.Root>
  );
}
