import type { KnipConfig } from 'knip'
import { entryPoints } from './main/entry-points.ts'

// A script of package.json starts the command line, which is how knip knows it.
const { cli: _known, ...started } = entryPoints

export default {
  entry: [
    ...Object.values(started),
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
