import type { KnipConfig } from 'knip'
import { entryPoints } from './main/entry-points.ts'

export default {
  entry: [...Object.values(entryPoints), 'scripts/*.ts', 'test/bench/*.ts', '**/*.test.ts'],
  project: ['{bin,contract,main,workers,scripts,test}/**/*.{js,ts}'],
  ignoreExportsUsedInFile: true,
  // Tests of what a system may do to us call its own tools: mount, mkfifo, prlimit…
  exclude: ['binaries'],
} satisfies KnipConfig
