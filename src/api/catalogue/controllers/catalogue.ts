import type { Core } from '@strapi/strapi';

import { answering } from '../handlers/answering';
import { list } from '../handlers/read';

/** The one action a role is given or refused; every address of the catalogue asks for it. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({ find: answering(list(strapi)) });
