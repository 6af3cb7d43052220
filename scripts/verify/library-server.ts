import { DIST_FOLDER } from '../strapi';
import { serve } from './serve';

serve(process.cwd(), DIST_FOLDER).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
