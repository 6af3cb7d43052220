import { useState } from 'react';
import type { FormEvent, RefObject } from 'react';
import { Box, Searchbar, SearchForm } from '@strapi/design-system';

import { useText } from '../../messages';
import { MOST_LETTERS } from '../../queue-params';

interface QueueSearchProps {
  words: string;
  onSearch: (words: string) => void;
  inputRef: RefObject<HTMLInputElement>;
}

export function QueueSearch({ words, onSearch, inputRef }: QueueSearchProps) {
  const text = useText();
  const [typed, setTyped] = useState(words);
  const [searched, setSearched] = useState(words);
  // The address also changes by other means, such as the back button.
  if (searched !== words) {
    setSearched(words);
    setTyped(words);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  return (
    <Box flex="1 1 24rem" maxWidth="40rem">
      <SearchForm onSubmit={submit}>
        <Searchbar
          ref={inputRef}
          name="_q"
          dir="auto"
          maxLength={MOST_LETTERS}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
          }}
          onClear={() => {
            setTyped('');
            onSearch('');
          }}
          clearLabel={text('queue.search.clear')}
          placeholder={text('queue.search.placeholder')}
        >
          {text('queue.search')}
        </Searchbar>
      </SearchForm>
    </Box>
  );
}
