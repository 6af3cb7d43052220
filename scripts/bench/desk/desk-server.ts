import { DIST_FOLDER } from '../../strapi';
import { serve } from '../../verify/serve';

serve(process.cwd(), DIST_FOLDER, { serveAdminPanel: true }).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
