import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type OutputChunk, rolldown } from 'rolldown'
import { entryPoints } from '../main/entry-points.ts'
import { packageRoot } from '../main/package-root.ts'
import { printStepCatalogue } from './pages/step-catalogue.ts'
import { chunksByStart } from './chunks-by-start.ts'
import { type ProgramFamily, programFamilies } from './program-families.ts'
import { buildRenderer } from './build-renderer.ts'
import { builtInsAsTheyAre } from './built-ins-as-they-are.ts'
import { oneByteText } from './one-byte-text.ts'
import { sharpWithin } from './sharp-within.ts'
import { writeTrayIcons } from './package/icon-files.ts'

/** Packages that stay in `node_modules`: they load native code, start files of their own, or look for parts of themselves while they run. The others are pure JavaScript and start faster as part of the build. */
const external = [/^piscina(\/|$)/, /^fastify$/, /^@fastify\//, /^7z-wasm$/, /^electron$/]

/** Builds what ships into `out/`, flat; the screens in `out/renderer/`. The old build stays until the new one is whole. */
async function build(): Promise<{ chunks: OutputChunk[]; screensGzipKib: number }> {
  printStepCatalogue()
  const staging = join(packageRoot, `.cache/build-${process.pid}`)
  const chunks = await Promise.all(programFamilies.map((family) => buildFamily(staging, family)))
  await buildPreload(staging)
  await writeTrayIcons(join(staging, 'icons'))
  const { gzipKib } = await buildRenderer(join(staging, 'renderer'))
  const out = join(packageRoot, 'out')
  rmSync(out, { recursive: true, force: true })
  renameSync(staging, out)
  return { chunks: chunks.flat(), screensGzipKib: gzipKib }
}

/** One file for each entry, and what they share. */
async function buildFamily(dir: string, { entries, starts }: ProgramFamily): Promise<OutputChunk[]> {
  const input = Object.fromEntries(entries.map((name) => [name, join(packageRoot, entryPoints[name])]))
  await using bundle = await rolldown({
    input,
    external,
    platform: 'node',
    tsconfig: false,
    onLog: refuse,
    plugins: [sharpWithin(), builtInsAsTheyAre(), oneByteText()],
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
    // They are for whoever reads the sources; licences stay.
    comments: { legal: true, annotation: false, jsdoc: false },
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
