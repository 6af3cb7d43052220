import { adminApi } from '@strapi/strapi/admin';

import type { LogPage } from '../../shared/desk';
import { writeLogParams } from './log-params';
import type { LogParams } from './log-params';

const logApi = adminApi.enhanceEndpoints({ addTagTypes: ['ReviewQueue'] }).injectEndpoints({
  endpoints: (build) => ({
    getLog: build.query<LogPage, LogParams>({
      query: (params) => ({ url: `/review/log?${writeLogParams(params).toString()}` }),
      // Whatever changes the queue leaves an event.
      providesTags: ['ReviewQueue'],
    }),
  }),
});

export const { useGetLogQuery } = logApi;
