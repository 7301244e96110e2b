import type { KnipConfig } from 'knip'
import { entryPoints } from './main/entry-points.ts'

export default {
  entry: [
    ...Object.values(entryPoints),
    'renderer/main.tsx',
    'renderer/testing/*.tsx',
    'scripts/*.ts',
    'test/bench/*.ts',
    'main/faces/desktop/preload.ts',
    // What the stand-in for Electron is started with, and what `electron` leads to in it.
    'test/electron-standin/{register,start,electron-module}.ts',
    '**/*.test.ts',
  ],
  project: ['{bin,contract,main,workers,renderer,scripts,test}/**/*.{js,ts,tsx}'],
  // Run by its path, for what people install.
  ignoreDependencies: ['electron-builder'],
  ignoreExportsUsedInFile: true,
  // Tests of what a system may do to us call its own tools: mount, mkfifo, prlimit…
  exclude: ['binaries'],
} satisfies KnipConfig
