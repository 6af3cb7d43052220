import { readdirSync } from 'node:fs';

import js from '@eslint/js';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const PLUGIN = 'src/plugins/*';

/** Modules that compute and nothing else: no Strapi, not even its types. Add a module here to hold it to that. */
const PURE_MODULES = [
  'src/settings.ts',
  'src/settings-values.ts',
  `${PLUGIN}/shared/**`,
  `${PLUGIN}/server/src/digest.ts`,
  `${PLUGIN}/server/src/errors.ts`,
  `${PLUGIN}/server/src/csv.ts`,
  `${PLUGIN}/server/src/log-chain/{check,diagnose,record}.ts`,
  `${PLUGIN}/server/src/statistics/{table,weeks}.ts`,
  `${PLUGIN}/server/src/parse/**`,
  `${PLUGIN}/server/src/working-days.ts`,
  'src/api/catalogue/{errors,item,kinds}.ts',
  'src/api/catalogue/delivery/{answer,encoding,key,store}.ts',
  'src/api/catalogue/oai/**',
  'src/api/catalogue/openapi/**',
  'src/api/catalogue/params/**',
  'src/api/catalogue/openapi/**',
  'src/api/catalogue/presenters/**',
  'src/api/catalogue/feeds/**',
];

/** Files whose default export Strapi or a tool loads by convention. Elsewhere a name is found again by searching it. */
const DEFAULT_EXPORTS = [
  '*.config.*',
  'config/**',
  'database/migrations/**',
  'src/index.ts',
  'src/admin/*.{ts,tsx}',
  'src/extensions/**',
  'src/api/*/{routes,controllers,services,policies,middlewares,content-types}/**',
  `${PLUGIN}/server/src/index.ts`,
  `${PLUGIN}/admin/src/index.{ts,tsx}`,
];

/** Who may not import whom. `from` and `except` are read as a folder and folders relative to it. */
const WALLS = [
  ...readdirSync('src/plugins').flatMap((name) => {
    const plugin = `./src/plugins/${name}`;
    return [
      { target: `${plugin}/shared`, from: './', except: [`${plugin}/shared`] },
      { target: `${plugin}/admin`, from: `${plugin}/server` },
      { target: `${plugin}/server`, from: `${plugin}/admin` },
      // What puts statements into the database knows nothing of the library.
      { target: plugin, from: './src', except: [`./plugins/${name}`, './installation.ts'] },
    ];
  }),
  { target: './src/api', from: './src/plugins' },
  { target: './src/admin', from: './src/plugins' },
  { target: './src', from: './scripts' },
  { target: './src', from: './tests' },
  { target: './src', from: './config' },
];

export default defineConfig(
  globalIgnores(['dist/', '.data/', '.strapi/', 'coverage/', 'types/generated/', 'public/']),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mjs,js}'],
    plugins: { 'import-x': importX, accession: { rules: { 'explain-disable': explainDisable() } } },
    languageOptions: { globals: nodeGlobals() },
    rules: {
      'accession/explain-disable': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-console': 'off',
      eqeqeq: 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-cycle': 'off',
      'import-x/first': 'error',
      'import-x/newline-after-import': 'error',
      'import-x/no-duplicates': 'error',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './src/admin/tsconfig.json', './tests/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({ extensions: ['.ts', '.tsx', '.js', '.json'] }),
      ],
    },
    rules: { 'import-x/no-restricted-paths': ['error', { zones: WALLS }] },
  },
  {
    files: PURE_MODULES,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@strapi/*', 'koa', 'knex', 'pg'], message: 'This module is pure.' },
          ],
        },
      ],
    },
  },
  { files: DEFAULT_EXPORTS, rules: { 'import-x/no-default-export': 'off' } },
  {
    files: ['src/admin/**', `${PLUGIN}/admin/**`],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
  {
    files: [`${PLUGIN}/strapi-server.js`],
    languageOptions: { sourceType: 'commonjs', globals: { strapi: 'readonly' } },
  },
  {
    files: ['tests/**'],
    rules: {
      // A table of cases or a described group is one function to ESLint.
      'max-lines-per-function': 'off',
    },
  },
);

/** A disabled rule is a decision, and `-- why` after it is its record. */
function explainDisable() {
  return {
    meta: {
      type: 'suggestion',
      schema: [],
      messages: { why: 'Say why after the rule: `-- reason`.' },
    },
    create: (context) => ({
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const isDirective = /^\s*eslint-disable/.test(comment.value);
          if (isDirective && !/\s--\s\S/.test(comment.value)) {
            context.report({ loc: comment.loc, messageId: 'why' });
          }
        }
      },
    }),
  };
}

function nodeGlobals() {
  const names = ['console', 'process', 'module', 'require', 'URL', 'Buffer', 'setTimeout', 'fetch'];
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
