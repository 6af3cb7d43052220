import { serve } from '../../verify/serve';
import { measureOrders } from './measure';
import { writeStockApp } from '../stock-app';

async function start(): Promise<void> {
  const { appDir, distDir } = await writeStockApp();
  const strapi = await serve(appDir, distDir);
  const documents = strapi.documents('api::library-document.library-document');
  measureOrders(strapi, ({ item }) => documents.publish({ documentId: item }));
}

start().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
