import { adminApi } from '@strapi/strapi/admin';

import type { LinkPage, LinkRow } from '../../shared/links';
import type { One } from '../../shared/wire';
import { writeLinksParams } from './links-params';
import type { LinksParams } from './links-params';

const linksApi = adminApi.injectEndpoints({
  endpoints: (build) => ({
    getLinks: build.query<LinkPage, LinksParams>({
      query: (params) => ({ url: `/review/links?${writeLinksParams(params).toString()}` }),
    }),
    /** It is looked at later, so that nothing is asked for anew at once. */
    checkLinkAgain: build.mutation<LinkRow, string>({
      query: (url) => ({ url: '/review/links/check', method: 'POST', data: { url } }),
      transformResponse: (response: One<LinkRow>) => response.data,
    }),
  }),
});

export const { useGetLinksQuery, useCheckLinkAgainMutation } = linksApi;
