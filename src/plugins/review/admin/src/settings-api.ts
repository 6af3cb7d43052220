import { adminApi } from '@strapi/strapi/admin';

import type { ReviewSettings } from '../../shared/desk';
import type { One } from '../../shared/wire';

const settingsApi = adminApi.enhanceEndpoints({ addTagTypes: ['ReviewSettings'] }).injectEndpoints({
  endpoints: (build) => ({
    getSettings: build.query<ReviewSettings, undefined>({
      query: () => ({ url: '/review/settings' }),
      transformResponse: (response: One<ReviewSettings>) => response.data,
      providesTags: ['ReviewSettings'],
    }),
    saveSettings: build.mutation<ReviewSettings, ReviewSettings>({
      query: (settings) => ({ url: '/review/settings', method: 'PUT', data: settings }),
      transformResponse: (response: One<ReviewSettings>) => response.data,
      invalidatesTags: ['ReviewSettings'],
    }),
  }),
});

export const { useGetSettingsQuery, useSaveSettingsMutation } = settingsApi;
