import { buildAdminIfChanged } from './admin-build';
import { main, run, runNode, throwIfInterrupted } from './processes';
import { SentenceError } from './sentence-error';
import { openTestDatabases } from './tests/databases';
import { testEnvironment } from './tests/environment';
import { CHROMIUM, CLAMD, findProgram, HARVESTER } from './tests/optional-programs';

const PROJECTS = ['unit', 'integration', 'e2e', 'browser'];

/**
 * `npm test` runs everything; `npm run test:<project> [-- <jest arguments>]` runs one project. Tests that need a
 * server get the compiled application on real PostgreSQL, each file with a database of its own.
 */
void main(async ([first, ...rest]) => {
  if (first === undefined) return runAll();
  if (!PROJECTS.includes(first)) {
    throw new SentenceError(`There are no "${first}" tests; there are ${PROJECTS.join(', ')}.`);
  }
  return runProjects([first], rest);
});

async function runAll(): Promise<number> {
  for (const script of ['lint', 'typecheck']) {
    console.log(`\n— ${script}`);
    const code = await runNpm(script);
    if (code !== 0) return code;
  }
  return runProjects(PROJECTS, []);
}

async function runProjects(wanted: string[], jestArguments: string[]): Promise<number> {
  const chromium = wanted.includes('browser') ? findProgram(CHROMIUM) : undefined;
  const withServer = wanted.includes('integration');
  const harvester = withServer ? findProgram(HARVESTER) : undefined;
  const clamd = withServer ? findProgram(CLAMD) : undefined;
  const projects = wanted.filter((project) => project !== 'browser' || chromium !== undefined);
  if (chromium !== undefined) await buildAdminIfChanged();
  const programs = {
    [CHROMIUM.variable]: chromium,
    [HARVESTER.variable]: harvester,
    [CLAMD.variable]: clamd,
  };
  const code = projects.length === 0 ? 0 : await runJest(projects, jestArguments, programs);
  if (projects.length < wanted.length) console.log(CHROMIUM.missing);
  if (withServer && harvester === undefined) console.log(HARVESTER.missing);
  if (withServer && clamd === undefined) console.log(CLAMD.missing);
  return code;
}

async function runJest(
  projects: string[],
  jestArguments: string[],
  programs: Record<string, string | undefined>,
): Promise<number> {
  console.log(`\n— ${projects.join(', ')} tests`);
  const env = testEnvironment(programs);
  const jest = require.resolve('jest/bin/jest');
  const args = [...jestArguments, '--selectProjects', ...projects];
  if (projects.every((project) => project === 'unit')) return runNode(jest, args, { env });
  const databases = await openTestDatabases(env);
  try {
    throwIfInterrupted();
    return await runNode(jest, args, { env: { ...env, ...databases.environment } });
  } finally {
    await databases.remove();
  }
}

function runNpm(script: string): Promise<number> {
  // npm tells its own scripts where it is; there may be none on the PATH.
  const npm = process.env.npm_execpath;
  return npm ? runNode(npm, ['run', '--silent', script]) : run('npm', ['run', '--silent', script]);
}
