import type { Core } from '@strapi/strapi';

import { fillQueueFacts } from './database/backfill';
import { installDatabase } from './database/install';
import { narrowListsByState } from './list-by-state';
import { keepFileHashes } from './file/file-schema';
import { noteExistingLinks } from './database/link-tables';
import { linkedTypes } from './links/linked-types';
import { startJobs } from './jobs/runner';
import { registerAdminPermissions, seedMemberPermissions } from './permissions';
import { reviewableTypes } from './plugin-types';
import { quietDrafts } from './quiet-drafts';
import { followReferenceDeletion } from './reference-deletion';
import { addReadiness } from './readiness';
import { beginScanning } from './scanning/waiting';
import { queueUnread } from './reading/read-file-job';

/** Any failure here stops the start: a library whose guards are missing must not answer. */
export async function bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  await installDatabase(strapi, [...reviewableTypes(strapi).values()]);
  await fillQueueFacts(strapi, [...reviewableTypes(strapi).values()]);
  await noteExistingLinks(strapi, linkedTypes(strapi));
  keepFileHashes(strapi);
  quietDrafts(strapi, [...reviewableTypes(strapi).keys()]);
  narrowListsByState(strapi, [...reviewableTypes(strapi).keys()]);
  followReferenceDeletion(strapi, [...reviewableTypes(strapi).values()]);
  await registerAdminPermissions(strapi);
  await seedMemberPermissions(strapi);
  addReadiness(strapi);
  await startJobs(strapi);
  await beginScanning(strapi);
  await queueUnread(strapi, [...reviewableTypes(strapi).keys()]);
}
