import type { Core } from '@strapi/strapi';

import { createPrivateFiles } from './file/private-files';
import { createUploadGate } from './file/upload-gate';
import { reviewableTypes } from './plugin-types';

type Factory = (config: unknown, context: { strapi: Core.Strapi }) => Core.MiddlewareHandler;

export const uploadGate: Factory = (_config, { strapi }) => createUploadGate(strapi);

export const privateFiles: Factory = (_config, { strapi }) =>
  createPrivateFiles(strapi, { reviewableUids: () => [...reviewableTypes(strapi).keys()] });
