import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';

interface SettingsListProps {
  title: string;
  hint: string;
  /** How many entries there are. */
  count: number;
  /** Said where there is none. */
  empty?: string;
  /** On the button that adds one. */
  add: string;
  onAdd: () => void;
  /** Of the whole list, not of one entry. */
  problem?: string;
  children: ReactNode;
}

/** Entries of one setting, with a button that adds one. */
export function SettingsList(props: SettingsListProps) {
  const { title, hint, count, empty, add, onAdd, problem, children } = props;
  const id = useId();
  const addButton = useFocusAfterRemoval(count);
  return (
    <Box tag="section" aria-labelledby={id}>
      <Typography id={id} tag="h2" variant="delta">
        {title}
      </Typography>
      <Typography tag="p" variant="pi" textColor="neutral600" paddingTop={1} maxWidth="72ch">
        {hint}
      </Typography>
      {problem !== undefined && (
        <Typography tag="p" role="alert" variant="pi" textColor="danger600" paddingTop={2}>
          {problem}
        </Typography>
      )}
      <Box paddingTop={4}>
        {count === 0 ? (
          <Typography tag="p" textColor="neutral800">
            {empty}
          </Typography>
        ) : (
          children
        )}
      </Box>
      <Box paddingTop={4}>
        <Button ref={addButton} variant="secondary" startIcon={<Plus />} onClick={onAdd}>
          {add}
        </Button>
      </Box>
    </Box>
  );
}

/** Removing an entry removes the button that had the focus; the one that adds is the nearest left. */
function useFocusAfterRemoval(count: number) {
  const button = useRef<HTMLButtonElement>(null);
  const before = useRef(count);
  useEffect(() => {
    if (count < before.current) button.current?.focus();
    before.current = count;
  }, [count]);
  return button;
}

/** The entries, where each is a row of fields. */
export function SettingsEntries({ children }: { children: ReactNode[] }) {
  return (
    <Flex tag="ol" direction="column" alignItems="stretch" gap={5}>
      {children.map((entry, index) => (
        <li key={index}>{entry}</li>
      ))}
    </Flex>
  );
}
