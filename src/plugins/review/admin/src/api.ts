import { adminApi } from '@strapi/strapi/admin';

import type {
  DecisionRequest,
  Many,
  One,
  QueueRow,
  ReviewerSubmissionDetail,
} from '../../shared/wire';
import { writeQueueParams } from './queue-params';
import type { QueueParams } from './queue-params';

export interface ReviewedType {
  uid: string;
  /** Plural API name, as in `SubmissionView.type`. */
  type: string;
  displayName: string;
}
export interface ItemKey {
  /** uid of the content type. */
  model: string;
  documentId: string;
}
export interface DecideArguments {
  id: string;
  item: ItemKey;
  request: DecisionRequest;
  idempotencyKey: string;
}

/**
 * `Document` is the content manager's own tag. Naming it here lets its saves and publications
 * refresh our panel, and our decisions refresh its form and lists.
 */
const TAGS = ['Document', 'ReviewQueue'] as const;

export const documentTag = ({ model, documentId }: ItemKey) =>
  ({ type: 'Document', id: `${model}_${documentId}` }) as const;
const documentListTag = ({ model }: ItemKey) =>
  ({ type: 'Document', id: `${model}_LIST` }) as const;

const path = (id: string, rest = '') => `/review/submissions/${encodeURIComponent(id)}${rest}`;

const reviewApi = adminApi.enhanceEndpoints({ addTagTypes: TAGS }).injectEndpoints({
  endpoints: (build) => ({
    getQueue: build.query<Many<QueueRow>, QueueParams>({
      // A string in the URL, because the client's `params` option does not encode values.
      query: (params) => ({ url: `/review/submissions?${writeQueueParams(params).toString()}` }),
      providesTags: ['ReviewQueue'],
    }),
    findSubmission: build.query<QueueRow | null, ItemKey>({
      query: ({ documentId }) => {
        const search = new URLSearchParams({
          'filters[item]': documentId,
          'filters[state]': 'all',
          'pagination[pageSize]': '1',
        });
        return { url: `/review/submissions?${search.toString()}` };
      },
      transformResponse: (response: Many<QueueRow>) => response.data[0] ?? null,
      providesTags: (_result, _error, item) => [documentTag(item)],
    }),
    getSubmission: build.query<ReviewerSubmissionDetail, string>({
      query: (id) => ({ url: path(id) }),
      transformResponse: (response: One<ReviewerSubmissionDetail>) => response.data,
      // A decision is about what was just read, so an older reading is never shown again.
      keepUnusedDataFor: 0,
      providesTags: (detail) =>
        detail
          ? [documentTag({ model: detail.contentType, documentId: detail.item.documentId })]
          : [],
    }),
    getTypes: build.query<ReviewedType[], undefined>({
      query: () => ({ url: '/review/types' }),
      transformResponse: (response: One<ReviewedType[]>) => response.data,
    }),
    decide: build.mutation<QueueRow, DecideArguments>({
      query: ({ id, request, idempotencyKey }) => ({
        url: path(id, '/decision'),
        method: 'POST',
        data: request,
        config: { headers: { 'Idempotency-Key': idempotencyKey } },
      }),
      transformResponse: (response: One<QueueRow>) => response.data,
      // Refreshed after a refusal as well: most say that the item is no longer what was shown.
      invalidatesTags: (_result, _error, { item }) => [
        'ReviewQueue',
        documentTag(item),
        documentListTag(item),
      ],
    }),
    reopen: build.mutation<QueueRow, { id: string; item: ItemKey }>({
      query: ({ id }) => ({ url: path(id, '/reopen'), method: 'POST', data: {} }),
      transformResponse: (response: One<QueueRow>) => response.data,
      invalidatesTags: (_result, _error, { item }) => ['ReviewQueue', documentTag(item)],
    }),
  }),
});

export const {
  useGetQueueQuery,
  useLazyGetQueueQuery,
  useFindSubmissionQuery,
  useGetSubmissionQuery,
  useGetTypesQuery,
  useDecideMutation,
  useReopenMutation,
} = reviewApi;
