import { adminApi } from '@strapi/strapi/admin';

import type { ReviewSettings, ScannerHealth } from '../../shared/desk';
import type { One } from '../../shared/wire';
import { sameSettings, withPart } from './settings/parts';
import type { SettingsPart } from './settings/parts';

export interface SaveArguments {
  part: SettingsPart;
  /** As they were when the form was filled. */
  before: ReviewSettings;
  after: ReviewSettings;
  /** Whether to write over what someone else saved meanwhile. */
  anyway: boolean;
}

/** `details.code` of the refusal made here: someone else saved the same part meanwhile. */
export const SETTINGS_CHANGED = 'settingsChanged';

const ADDRESS = '/review/settings';

/** The client's request function knows no types; what this address answers is in the contract. */
function settingsIn(answer: unknown): ReviewSettings {
  return (answer as One<ReviewSettings>).data;
}

const TAGS = ['ReviewQueue'] as const;

const settingsApi = adminApi.enhanceEndpoints({ addTagTypes: TAGS }).injectEndpoints({
  endpoints: (build) => ({
    // Not `getSettings`: Strapi has requests of that name, and of two the client keeps the first.
    getReviewSettings: build.query<ReviewSettings, undefined>({
      query: () => ({ url: ADDRESS }),
      transformResponse: (response: One<ReviewSettings>) => response.data,
      // A form starts from what is saved now, and nothing replaces it under the hands.
      keepUnusedDataFor: 0,
    }),
    getScanner: build.query<ScannerHealth, undefined>({
      query: () => ({ url: '/review/scanner' }),
      transformResponse: (response: One<ScannerHealth>) => response.data,
      keepUnusedDataFor: 0,
    }),
    /**
     * Settings are sent whole, and each page changes a part. The rest is read just before, so that
     * what others saved on another page is not taken back.
     */
    saveReviewSettings: build.mutation<ReviewSettings, SaveArguments>({
      async queryFn({ part, before, after, anyway }, _api, _options, send) {
        const found = await send({ url: ADDRESS });
        if (found.error !== undefined) return { error: found.error };
        const latest = settingsIn(found.data);
        if (!anyway && !sameSettings(part, latest, before)) {
          const details = { code: SETTINGS_CHANGED };
          return { error: { name: 'ReviewError', message: '', status: 409, details } };
        }
        const data = withPart(part, latest, after);
        const saved = await send({ url: ADDRESS, method: 'PUT', data: { data } });
        return saved.error === undefined
          ? { data: settingsIn(saved.data) }
          : { error: saved.error };
      },
      // Not loaded again: what others saved meanwhile would take what is typed by then out of the form.
      async onQueryStarted(_, { dispatch, queryFulfilled }): Promise<void> {
        const saved = await queryFulfilled.catch(() => undefined);
        if (saved === undefined) return;
        dispatch(
          settingsApi.util.updateQueryData('getReviewSettings', undefined, () => saved.data),
        );
      },
      invalidatesTags: (saved) => (saved === undefined ? [] : TAGS),
    }),
  }),
});

export const { useGetReviewSettingsQuery, useGetScannerQuery, useSaveReviewSettingsMutation } =
  settingsApi;
