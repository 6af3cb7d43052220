import { factories } from '@strapi/strapi';

export default factories.createCoreService('api::library-document.library-document');
