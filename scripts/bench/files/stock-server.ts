import { serve } from '../../verify/serve';
import { writeStockApp } from '../stock-app';
import { allowStock } from '../stock-reading';

async function start(): Promise<void> {
  const { appDir, distDir } = await writeStockApp();
  const strapi = await serve(appDir, distDir);
  await allowStock(strapi, 'authenticated', ['plugin::upload.content-api.upload']);
}

start().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
