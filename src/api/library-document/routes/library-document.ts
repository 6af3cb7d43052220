import { factories } from '@strapi/strapi';

import { presentFiles } from '../present-files';

// Reading only: core write routes publish at once and ask nobody who owns what.
export default factories.createCoreRouter('api::library-document.library-document', {
  only: ['find', 'findOne'],
  config: {
    find: { middlewares: [presentFiles] },
    findOne: { middlewares: [presentFiles] },
  },
});
