import { factories } from '@strapi/strapi';

export default factories.createCoreService('api::external-link.external-link');
