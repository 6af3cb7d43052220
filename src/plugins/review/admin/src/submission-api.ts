import { adminApi } from '@strapi/strapi/admin';

import type { CheckSheet } from '../../shared/checks';
import type { CategoryLine, Neighbours, Pulse, Reason } from '../../shared/desk';
import type { One, QueueRow, Reviewer } from '../../shared/wire';
import { documentTag } from './api';
import type { ItemKey } from './api';

/** Which submission, and which item its changes are to be loaded again for. */
export interface SubmissionKey {
  id: string;
  item: ItemKey;
}

export function submissionUrl(id: string, rest = ''): string {
  return `/review/submissions/${encodeURIComponent(id)}${rest}`;
}

const claimed = (_result: unknown, _error: unknown, { item }: SubmissionKey) => [
  'ReviewQueue' as const,
  documentTag(item),
];

/** What the page of one submission asks beside the submission itself. */
const submissionApi = adminApi
  .enhanceEndpoints({ addTagTypes: ['Document', 'ReviewQueue', 'ReviewSettings'] })
  .injectEndpoints({
    endpoints: (build) => ({
      getNeighbours: build.query<Neighbours, { id: string; queue: string }>({
        query: ({ id, queue }) => ({
          url: submissionUrl(id, `/neighbours${queue === '' ? '' : `?${queue}`}`),
        }),
        transformResponse: (response: One<Neighbours>) => response.data,
        // The queue moves on.
        keepUnusedDataFor: 0,
      }),
      // Told of with the digest, so that what was checked is what is shown.
      getChecks: build.query<CheckSheet, { id: string; digest: string }>({
        query: ({ id }) => ({ url: submissionUrl(id, '/checks') }),
        transformResponse: (response: One<CheckSheet>) => response.data,
        keepUnusedDataFor: 0,
      }),
      beat: build.mutation<Pulse, string>({
        query: (id) => ({ url: submissionUrl(id, '/presence'), method: 'POST', data: {} }),
        transformResponse: (response: One<Pulse>) => response.data,
      }),
      claim: build.mutation<QueueRow, SubmissionKey>({
        query: ({ id }) => ({ url: submissionUrl(id, '/claim'), method: 'POST', data: {} }),
        transformResponse: (response: One<QueueRow>) => response.data,
        invalidatesTags: claimed,
      }),
      release: build.mutation<QueueRow, SubmissionKey>({
        query: ({ id }) => ({ url: submissionUrl(id, '/release'), method: 'POST', data: {} }),
        transformResponse: (response: One<QueueRow>) => response.data,
        invalidatesTags: claimed,
      }),
      hand: build.mutation<QueueRow, SubmissionKey & { reviewer: number }>({
        query: ({ id, reviewer }) => ({
          url: submissionUrl(id, '/hand'),
          method: 'POST',
          data: { reviewer },
        }),
        transformResponse: (response: One<QueueRow>) => response.data,
        invalidatesTags: claimed,
      }),
      getReviewers: build.query<Reviewer[], undefined>({
        query: () => ({ url: '/review/reviewers' }),
        transformResponse: (response: One<Reviewer[]>) => response.data,
      }),
      getReasons: build.query<Reason[], undefined>({
        query: () => ({ url: '/review/reasons' }),
        transformResponse: (response: One<Reason[]>) => response.data,
        providesTags: ['ReviewSettings'],
      }),
      getCategories: build.query<CategoryLine[], undefined>({
        query: () => ({ url: '/review/categories' }),
        transformResponse: (response: One<CategoryLine[]>) => response.data,
      }),
    }),
  });

export const {
  useGetNeighboursQuery,
  useGetChecksQuery,
  useBeatMutation,
  useClaimMutation,
  useReleaseMutation,
  useHandMutation,
  useGetReviewersQuery,
  useGetReasonsQuery,
  useGetCategoriesQuery,
} = submissionApi;
