const swc = [
  '@swc/jest',
  {
    jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true } },
    module: { type: 'commonjs', ignoreDynamic: true },
    sourceMaps: 'inline',
  },
];

const project = (name) => ({
  displayName: name,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  transform: { '^.+\\.tsx?$': swc },
  // The compiled application is booted by Strapi itself; Jest would only find every file twice.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
});

export default {
  projects: ['unit', 'integration', 'e2e', 'browser'].map(project),
  // Two cores are what the smallest machine for this has, and each worker holds a whole application.
  maxWorkers: 2,
  // Ends what hangs and nothing else: where the machine is busy, what takes seconds takes minutes.
  testTimeout: 300_000,
};
