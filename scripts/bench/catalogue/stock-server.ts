import { serve } from '../../verify/serve';
import { writeStockApp } from '../stock-app';
import { openStockReading } from '../stock-reading';

async function start(): Promise<void> {
  const { appDir, distDir } = await writeStockApp();
  await openStockReading(await serve(appDir, distDir));
}

start().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
