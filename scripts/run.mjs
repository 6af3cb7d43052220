// Starts the commands in this folder: `node scripts/run.mjs <command> …` is what every npm script is.
//
// The commands are TypeScript and part of the application's own compilation, so that there is one compiler, one set of
// types and one `dist`. The npm scripts say `exec`, because npm hands SIGTERM to a shell, and a shell that waits for us
// would die of it alone. This file is what can run before anything is compiled. It compiles when a source has changed,
// removes what a deleted source left in `dist`, and goes on in the same process, so that signals have one receiver.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(project, 'dist');
const SOURCES = ['config', 'database', 'scripts', 'src', 'types'];
const MARK = join(dist, '.compiled');
/** Commands that run what `npm run build` made and must not need a compiler. */
const WITHOUT_COMPILER = ['start', 'catalogue', 'review'];

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(`Node ${process.versions.node} is too old: install Node 20.19 or newer.`);
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function fingerprint() {
  const hash = createHash('sha256');
  const single = ['tsconfig.json', 'package-lock.json'].map((name) => join(project, name));
  for (const file of [...single, ...SOURCES.flatMap((name) => filesIn(join(project, name)))]) {
    if (!existsSync(file)) continue;
    hash
      .update(`${relative(project, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Strapi loads whatever lies in `dist`, also what no source stands behind any more. */
function removeLeftovers() {
  for (const name of SOURCES) {
    for (const file of filesIn(join(dist, name))) {
      const source = join(project, relative(dist, file)).replace(/\.js(\.map)?$/, '');
      const known = ['', '.js', '.ts', '.tsx'].some((suffix) => existsSync(source + suffix));
      if (!known) rmSync(file);
    }
  }
}

function compile() {
  const mark = fingerprint();
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === mark) return;
  console.log('Compiling …');
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler], { cwd: project, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  removeLeftovers();
  writeFileSync(MARK, mark);
}

checkNode();
process.chdir(project);
// Nobody is told about this installation unless the operator says so; see docs/operations.md.
process.env.STRAPI_TELEMETRY_DISABLED ??= 'true';
process.env.STRAPI_DISABLE_EE ??= 'true';

const command = process.argv[2] ?? '';
// Here, before anything loads Strapi: its mere import sets NODE_ENV to "development" where it is not set.
if (command === 'start') process.env.NODE_ENV ||= 'production';
if (!/^[a-z-]+$/.test(command)) stop('Name the command to run, such as develop or demo.');
if (WITHOUT_COMPILER.includes(command)) {
  if (!existsSync(join(dist, 'scripts'))) {
    stop('There is nothing built to start: run `npm run build` first.');
  }
} else {
  if (!existsSync(join(project, 'node_modules', 'typescript'))) {
    stop('The packages are not installed: run `npm ci` first.');
  }
  compile();
}
const file = [`${command}.js`, `${command}/index.js`]
  .map((name) => join(dist, 'scripts', name))
  .find((name) => existsSync(name));
if (file === undefined) stop(`There is no command "${command}".`);
await import(pathToFileURL(file).href);
