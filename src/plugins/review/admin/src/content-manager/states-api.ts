import { adminApi } from '@strapi/strapi/admin';

import type { Many, QueueRow } from '../../../shared/wire';

interface StatesOf {
  model: string;
  /** documentIds; a page of the content manager has at most a hundred. */
  items: readonly string[];
}

/** `Document` is the content manager's own tag: what refreshes its list refreshes the states beside it. */
const statesApi = adminApi
  .enhanceEndpoints({ addTagTypes: ['Document', 'ReviewQueue'] })
  .injectEndpoints({
    endpoints: (build) => ({
      getStates: build.query<QueueRow[], StatesOf>({
        query: ({ items }) => {
          const search = new URLSearchParams({
            'filters[item]': items.join(','),
            'filters[state]': 'all',
            'pagination[pageSize]': String(items.length),
          });
          return { url: `/review/submissions?${search.toString()}` };
        },
        transformResponse: (response: Many<QueueRow>) => response.data,
        providesTags: (_rows, _error, { model }) => [
          'ReviewQueue',
          { type: 'Document', id: `${model}_LIST` },
        ],
      }),
    }),
  });

export const { useGetStatesQuery } = statesApi;
