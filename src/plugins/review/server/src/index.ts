import type { Core } from '@strapi/strapi';

import { bootstrap } from './bootstrap';
import { deskController } from './controllers/desk';
import { liveFileController } from './controllers/live-file';
import { submissionController } from './controllers/submission';
import { errorResponses } from './error-responses';
import { jobsService, stopJobs } from './jobs/runner';
import { privateFiles, uploadGate } from './middlewares';
import { readinessService } from './readiness';
import { register } from './register';
import { adminRoutes } from './routes/admin';
import { contentApiRoutes } from './routes/content-api';
import { retentionService } from './retention/job';
import { rolesService } from './roles-service';

export default {
  register,
  bootstrap,
  destroy: ({ strapi }: { strapi: Core.Strapi }) => stopJobs(strapi),
  config: {
    default: { maxFileSize: 50 * 1024 * 1024, jobs: true },
    validator(config: { maxFileSize: unknown; jobs: unknown }) {
      if (typeof config.jobs !== 'boolean') throw new Error('review.jobs must be true or false');
      if (!Number.isSafeInteger(config.maxFileSize) || Number(config.maxFileSize) < 1) {
        throw new Error('review.maxFileSize must be a number of bytes');
      }
    },
  },
  controllers: {
    submission: submissionController,
    desk: deskController,
    'live-file': liveFileController,
  },
  routes: { admin: adminRoutes, 'content-api': contentApiRoutes },
  middlewares: {
    errors: errorResponses,
    'upload-gate': uploadGate,
    'private-files': privateFiles,
  },
  services: {
    roles: rolesService,
    retention: retentionService,
    jobs: jobsService,
    readiness: readinessService,
  },
};
