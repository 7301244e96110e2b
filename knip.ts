import type { KnipConfig } from 'knip'
import { entryPoints } from './main/entry-points.ts'

export default {
  entry: [
    ...Object.values(entryPoints),
    'bin/millrace.js',
    'scripts/*.ts',
    'test/reporter.ts',
    'test/bench/*.ts',
    '**/*.test.ts',
  ],
  project: ['{bin,contract,main,workers,scripts,test}/**/*.{js,ts}'],
  // `node` puts Node 24 on the path of every script; oxlint starts `oxlint-tsgolint` by itself.
  ignoreDependencies: ['node', 'oxlint-tsgolint'],
  ignoreExportsUsedInFile: true,
  // Tests of what a system may do to us call its own tools: mount, mkfifo, prlimit…
  exclude: ['binaries'],
} satisfies KnipConfig
