import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type OutputChunk, rolldown } from 'rolldown'
import { type EntryName, entryPoints } from '../main/entry-points.ts'
import { packageRoot } from '../main/package-root.ts'
import { printStepCatalogue } from './pages/step-catalogue.ts'
import { chunksByStart, type StartGroup } from './chunks-by-start.ts'
import { buildRenderer } from './build-renderer.ts'
import { sharpWithin } from './sharp-within.ts'
import { writeTrayIcons } from './package/icon-files.ts'

/** Packages that stay in `node_modules`: they load native code, start files of their own, or look for parts of themselves while they run. The others are pure JavaScript and start faster as part of the build. */
const external = [/^piscina(\/|$)/, /^fastify$/, /^@fastify\//, /^7z-wasm$/, /^electron$/]

/** Programs that are built together, and what their starts load in few files. */
interface Family {
  entries: EntryName[]
  starts: StartGroup[]
}

const pictures = ['workers/carriers/image-family.ts']
/** Of them no start needs the codecs of pictures. */
const otherFamilies = ['archives/archive', 'carriers/file', 'carriers/secret', 'carriers/external'].map(
  (family) => `workers/${family}-family.ts`,
)
/** What a run loads before the engine; the engine's threads start then, and what is left of it is loaded beside them. */
const running = ['main/faces/cli/verbs/run.ts', 'main/host.ts']
/** Whether somebody else has the engine, and how others reach this one. */
const attaching = ['connect', 'socket-path', 'owned-engine'].map((name) => `main/faces/attach/${name}.ts`)
const engine = ['main/assemble-host.ts']
/** What else is waited for, by whom much of that is needed too. */
const besides = [
  'reader',
  'faces/cli/verbs/history',
  'faces/cli/verbs/doctor',
  'faces/cli/verbs/serve',
  'faces/server/open-server',
  'faces/desktop/desktop-app',
].map((name) => `main/${name}.ts`)
const workers = [entryPoints.process, entryPoints.thread]

/** These have much code in common, and share its files. Every other program has files of its own: it loads fewer, and nothing that only others need, which is most of what its start takes. */
const sharing: Family[] = [
  {
    entries: ['cli', 'desktop'],
    starts: [
      { name: 'start', of: [entryPoints.cli], sharedWith: [...running, ...engine, ...besides] },
      { name: 'faces', of: running, sharedWith: besides },
      { name: 'run', of: running },
      { name: 'engine-too', of: engine, sharedWith: besides },
      { name: 'attaching', of: attaching },
      { name: 'engine', of: engine },
    ],
  },
  {
    entries: ['process', 'thread', 'crew'],
    starts: [
      { name: 'crew-too', of: workers, sharedWith: [entryPoints.crew] },
      { name: 'worker', of: workers },
      { name: 'pictures-too', of: pictures, sharedWith: otherFamilies },
      { name: 'pictures', of: pictures },
    ],
  },
]

function families(): Family[] {
  const shared = sharing.flatMap(({ entries }) => entries)
  const names = Object.keys(entryPoints) as EntryName[]
  return [
    ...sharing,
    ...names.filter((name) => !shared.includes(name)).map((name) => ({ entries: [name], starts: [] })),
  ]
}

/** Builds what ships into `out/`, flat; the screens in `out/renderer/`. The old build stays until the new one is whole. */
async function build(): Promise<{ chunks: OutputChunk[]; screensGzipKib: number }> {
  printStepCatalogue()
  const staging = join(packageRoot, `.cache/build-${process.pid}`)
  const chunks = await Promise.all(families().map((family) => buildFamily(staging, family)))
  await buildPreload(staging)
  await writeTrayIcons(join(staging, 'icons'))
  const { gzipKib } = await buildRenderer(join(staging, 'renderer'))
  const out = join(packageRoot, 'out')
  rmSync(out, { recursive: true, force: true })
  renameSync(staging, out)
  return { chunks: chunks.flat(), screensGzipKib: gzipKib }
}

/** One file for each entry, and what they share. */
async function buildFamily(dir: string, { entries, starts }: Family): Promise<OutputChunk[]> {
  const input = Object.fromEntries(entries.map((name) => [name, join(packageRoot, entryPoints[name])]))
  await using bundle = await rolldown({
    input,
    external,
    platform: 'node',
    tsconfig: false,
    onLog: refuse,
    plugins: [sharpWithin()],
    // A pool of threads calls what its program exports.
    preserveEntrySignatures: 'allow-extension',
  })
  const { output } = await bundle.write({
    dir,
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    codeSplitting: chunksByStart(starts),
  })
  return output.filter((file) => file.type === 'chunk')
}

/** What runs in the sandbox of a page: one CommonJS file, for a sandbox knows no other. */
async function buildPreload(dir: string): Promise<void> {
  const input = { preload: join(packageRoot, 'main/faces/desktop/preload.ts') }
  await using bundle = await rolldown({ input, external: ['electron'], tsconfig: false, onLog: refuse })
  await bundle.write({ dir, format: 'cjs', entryFileNames: '[name].cjs' })
}

/** A warning about the build is a mistake in it. */
function refuse(level: string, { message }: { message: string }): void {
  if (level === 'warn') throw new Error(message)
}

const startedMs = performance.now()
try {
  const { chunks, screensGzipKib } = await build()
  const kib = chunks.reduce((sum, { code }) => sum + code.length, 0) / 1024
  const tookMs = performance.now() - startedMs
  console.log(`out/: ${chunks.length} files, ${kib.toFixed(0)} KiB, in ${tookMs.toFixed(0)} ms`)
  console.log(`out/renderer/: ${screensGzipKib.toFixed(0)} KiB gzipped`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
