import { readSettings } from '../../src/settings';
import { startStrapi } from '../strapi';
import { seed, type SeedResult } from './seed';

/** The demo's server process: starts the application, fills it once, and says where to look. */
async function serve(): Promise<void> {
  console.log('Starting the library …');
  const { publicUrl } = readSettings(process.env);
  const strapi = await startStrapi();
  const result = await seed({
    strapi,
    url: publicUrl,
    report: (line) => {
      console.log(line);
    },
  });
  console.log(welcome(publicUrl, result));
}

function welcome(url: string, { accounts, pages }: SeedResult): string {
  const all = [
    { label: 'Admin', address: `${url}/admin` },
    ...pages.map(({ label, path }) => ({ label, address: url + path })),
  ];
  const lines = [
    '',
    'The demo library is ready. Ctrl-C stops it; `npm run demo -- --reset` starts over.',
    '',
    ...all.map(({ label, address }) => `  ${label.padEnd(28)}${address}`),
    '',
    ...accounts.map(
      ({ who, login, password }) => `  ${who.padEnd(28)}${login.padEnd(24)}${password}`,
    ),
    '',
  ];
  return lines.join('\n');
}

serve().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
