import type { Core } from '@strapi/strapi';

import { bootstrap } from './bootstrap';
import { categorySuggestionsService } from './checks/suggest-categories';
import { assertConfig, DEFAULTS } from './config';
import { deskController } from './controllers/desk';
import { liveFileController } from './controllers/live-file';
import { preflightController } from './controllers/preflight';
import { submissionController } from './controllers/submission';
import { errorResponses } from './error-responses';
import { jobsService, stopJobs } from './jobs/runner';
import { linksService } from './links/service';
import { privateFiles, uploadGate } from './middlewares';
import { readinessService } from './readiness';
import { register } from './register';
import { adminRoutes } from './routes/admin';
import { contentApiRoutes } from './routes/content-api';
import { fileRemovalService, retentionService } from './retention/job';
import { rolesService } from './roles-service';

export default {
  register,
  bootstrap,
  destroy: ({ strapi }: { strapi: Core.Strapi }) => stopJobs(strapi),
  config: {
    default: DEFAULTS,
    validator: assertConfig,
  },
  controllers: {
    submission: submissionController,
    preflight: preflightController,
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
    'file-removal': fileRemovalService,
    jobs: jobsService,
    links: linksService,
    'category-suggestions': categorySuggestionsService,
    readiness: readinessService,
  },
};
