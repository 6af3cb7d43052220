import { factories } from '@strapi/strapi';

// Reading only: core write routes publish at once and ask nobody who owns what.
export default factories.createCoreRouter('api::category.category', { only: ['find', 'findOne'] });
