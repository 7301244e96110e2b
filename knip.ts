import type { KnipConfig } from 'knip'
import { entryPoints } from './main/entry-points.ts'

export default {
  entry: [
    ...Object.values(entryPoints),
    'renderer/main.tsx',
    'renderer/testing/*.tsx',
    'scripts/*.ts',
    'test/bench/*.ts',
    '**/*.test.ts',
  ],
  project: ['{bin,contract,main,workers,renderer,scripts,test}/**/*.{js,ts,tsx}'],
  // What the next steps and lanes are made with; an entry that is used by now is named as one too many.
  ignoreDependencies: ['@axe-core/playwright', 'age-encryption', 'cockatiel'],
  ignoreExportsUsedInFile: true,
  // Tests of what a system may do to us call its own tools: mount, mkfifo, prlimit…
  exclude: ['binaries'],
} satisfies KnipConfig
