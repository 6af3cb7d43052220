import { adminApi } from '@strapi/strapi/admin';

import type {
  BulkDecisionRequest,
  BulkOutcome,
  NewView,
  QueueCounts,
  SavedView,
  Statistics,
} from '../../shared/desk';
import type { One } from '../../shared/wire';
import { writeStatisticsParams } from './statistics-params';
import type { StatisticsParams } from './statistics-params';

interface ManyArguments {
  request: BulkDecisionRequest;
  /** One for the whole run: what was decided before an answer got lost is answered again. */
  idempotencyKey: string;
  /** Whether no further part follows. */
  last: boolean;
}

function unwrap<T>({ data }: One<T>): T {
  return data;
}

/** `Document` is the content manager's own tag; see `api.ts`. */
const queueApi = adminApi
  .enhanceEndpoints({ addTagTypes: ['Document', 'ReviewQueue', 'ReviewViews'] })
  .injectEndpoints({
    endpoints: (build) => ({
      getCounts: build.query<QueueCounts, undefined>({
        query: () => ({ url: '/review/counts' }),
        transformResponse: unwrap<QueueCounts>,
        providesTags: ['ReviewQueue'],
      }),
      getViews: build.query<SavedView[], undefined>({
        query: () => ({ url: '/review/views' }),
        transformResponse: unwrap<SavedView[]>,
        providesTags: ['ReviewViews'],
      }),
      getStatistics: build.query<Statistics, StatisticsParams>({
        query: (params) => ({
          url: `/review/statistics?${writeStatisticsParams(params).toString()}`,
        }),
        transformResponse: unwrap<Statistics>,
        providesTags: ['ReviewQueue'],
      }),
      addView: build.mutation<SavedView, NewView>({
        query: (view) => ({ url: '/review/views', method: 'POST', data: view }),
        transformResponse: unwrap<SavedView>,
        invalidatesTags: ['ReviewViews'],
      }),
      removeView: build.mutation<unknown, number>({
        query: (id) => ({ url: `/review/views/${String(id)}`, method: 'DELETE' }),
        invalidatesTags: ['ReviewViews'],
      }),
      decideMany: build.mutation<BulkOutcome, ManyArguments>({
        query: ({ request, idempotencyKey }) => ({
          url: '/review/decisions',
          method: 'POST',
          data: request,
          config: { headers: { 'Idempotency-Key': idempotencyKey } },
        }),
        transformResponse: unwrap<BulkOutcome>,
        // Once for the whole run: the list need not be read again after each part of it.
        invalidatesTags: (_outcome, error, { last }) =>
          last || error !== undefined ? ['ReviewQueue', 'Document'] : [],
      }),
    }),
  });

export const {
  useGetCountsQuery,
  useGetStatisticsQuery,
  useGetViewsQuery,
  useAddViewMutation,
  useRemoveViewMutation,
  useDecideManyMutation,
} = queueApi;
