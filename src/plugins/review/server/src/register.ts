import type { Core } from '@strapi/strapi';

import { fileLimits } from './file/file-limits';
import { extendFileSchema } from './file/file-schema';
import { storageOf } from './file/storage/of-application';
import { wrapUploadService } from './file/upload-service';
import { createGuard } from './guard';
import { createLiveOnly } from './live-only';
import { reviewableTypes } from './plugin-types';

/** Before routes and database: whatever stands between a caller and content. */
export function register({ strapi }: { strapi: Core.Strapi }): void {
  const types = reviewableTypes(strapi);
  // The guard answers whatever the call answers; Strapi's middleware type wants it spelt per action.
  strapi.documents.use(createGuard(strapi, types) as Parameters<typeof strapi.documents.use>[0]);
  storageOf(strapi); // throws for a provider that could make files public
  extendFileSchema(strapi);
  wrapUploadService(strapi, {
    reviewableUids: () => [...types.keys()],
    ...fileLimits(strapi),
  });
  // Here, and not in bootstrap: layers run in the order they were added, and routes come later.
  strapi.server.api('content-api').use(createLiveOnly());
}
