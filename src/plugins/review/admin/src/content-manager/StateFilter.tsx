import { Box, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useQueryParams, withEncodedUserParams } from '@strapi/strapi/admin';
import { useParams } from 'react-router-dom';

import { STATES } from '../../../shared/workflow';
import { useMayRead } from '../hooks/use-permissions';
import { useText } from '../messages';
import { BulkHost } from './BulkHost';
import { useReviewed } from './use-reviewed';

/** The content manager sends what is under `plugins` in its address along with its list. */
interface ListQuery {
  page?: string;
  filters?: unknown;
  _q?: unknown;
  plugins?: { review?: { reviewState?: string } };
}

/** The select has no use for an empty value. */
const ALL = 'all';

/** Above the content manager's lists of reviewed types: narrows one to a state, on the server. */
export function StateFilter() {
  const { slug = '' } = useParams<{ slug: string }>();
  const reviewed = useReviewed(slug);
  const mayRead = useMayRead();
  if (!reviewed || !mayRead) return null;
  return (
    <>
      <Filter />
      <BulkHost />
    </>
  );
}

function Filter() {
  const text = useText();
  const [{ query }, setQuery] = useQueryParams<ListQuery>();
  const asked = query.plugins?.review?.reviewState;
  const state = STATES.find((known) => known === asked) ?? ALL;
  const choose = (value: string) => {
    const review = value === ALL ? undefined : { reviewState: value };
    // Beside the other plugins' parameters, such as the language.
    const plugins = { ...query.plugins, review };
    setQuery(withEncodedUserParams(query, { page: '1', plugins }));
  };
  return (
    <Box minWidth="18rem">
      <SingleSelect
        aria-label={text('filter.state')}
        size="S"
        value={state}
        onChange={(value) => {
          choose(String(value));
        }}
      >
        <SingleSelectOption value={ALL}>{text('filter.state.all')}</SingleSelectOption>
        {STATES.map((known) => (
          <SingleSelectOption key={known} value={known}>
            {text(`state.${known}`)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Box>
  );
}
