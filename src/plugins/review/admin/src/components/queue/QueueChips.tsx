import { Flex, Tag, TextButton } from '@strapi/design-system';
import { Cross } from '@strapi/icons';

import type { QueueRow } from '../../../../shared/wire';
import { useTypeName } from '../../hooks/use-type-name';
import { useText } from '../../messages';
import { useGetCategoriesQuery, useGetReviewersQuery } from '../../submission-api';
import { NO_FILTERS, shownFilters, withoutFilters } from '../../queue-params';
import type { FilterName, QueueParams } from '../../queue-params';

interface QueueChipsProps {
  params: QueueParams;
  /** The list, which knows the submitter's name when the address only has a number. */
  rows: readonly QueueRow[];
  onChange: (change: Partial<QueueParams>) => void;
}

/** What the list is narrowed to, each to be taken away. */
export function QueueChips({ params, rows, onChange }: QueueChipsProps) {
  const text = useText();
  const words = useFilterWords(params, rows);
  const filters = shownFilters(params);
  if (filters.length === 0) return null;
  return (
    <Flex tag="ul" gap={2} wrap="wrap" aria-label={text('queue.chips')}>
      {filters.map((name) => (
        <li key={name}>
          <Tag
            icon={<Cross aria-hidden />}
            label={text('queue.chip.remove', { filter: words[name]() })}
            onClick={() => {
              onChange({ [name]: NO_FILTERS[name] });
            }}
          >
            <span dir="auto">{words[name]()}</span>
          </Tag>
        </li>
      ))}
      <li>
        <TextButton
          onClick={() => {
            onChange(withoutFilters(params));
          }}
        >
          {text('queue.chips.clear')}
        </TextButton>
      </li>
    </Flex>
  );
}

function useFilterWords(
  params: QueueParams,
  rows: readonly QueueRow[],
): Readonly<Record<FilterName, () => string>> {
  const text = useText();
  const typeName = useTypeName();
  const { data: categories = [] } = useGetCategoriesQuery(undefined, {
    skip: params.category === '',
  });
  const { data: reviewers = [] } = useGetReviewersQuery(undefined, {
    skip: !/^\d+$/.test(params.assignee),
  });
  const category = categories.find(({ documentId }) => documentId === params.category);
  const submitter = rows
    .map((row) => row.submitter)
    .find(({ kind, id }) => `${kind}:${String(id)}` === params.submitter);
  const reviewer = reviewers.find(({ id }) => String(id) === params.assignee);
  return {
    q: () => text('queue.chip.q', { value: params.q }),
    type: () => text('queue.chip.type', { value: typeName(params.type) }),
    category: () => text('queue.chip.category', { value: category?.label ?? params.category }),
    submitter: () => text('queue.chip.submitter', { value: submitter?.name ?? params.submitter }),
    assignee: () =>
      params.assignee === 'none'
        ? text('queue.chip.assignee.none')
        : text('queue.chip.assignee', { value: reviewer?.name ?? params.assignee }),
    waitingDays: () => text('queue.chip.age', { days: params.waitingDays }),
    overdue: () => text('queue.overdue'),
  };
}
