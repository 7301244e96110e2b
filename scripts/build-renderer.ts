import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { OutputChunk, RolldownOutput } from 'rolldown'
import { build, mergeConfig } from 'vite'
import { rendererConfig } from './renderer-config.ts'

/** More than this before anything is seen is felt on a slow line. Other languages, charts and the editor come when they are asked for. */
const mostAtStartKib = 350
/** All of it together, whether or not it is ever asked for. */
const mostKib = 515

/** Builds the screens into `outDir` and answers how much a browser loads before it shows them, gzipped. Throws when that, or all of it, became too much. */
export async function buildRenderer(outDir: string): Promise<{ gzipKib: number }> {
  const built = (await build(mergeConfig(rendererConfig, { build: { outDir } }))) as RolldownOutput
  const chunks = built.output.filter((file) => file.type === 'chunk')
  const styles = chunks.filter(({ isEntry }) => isEntry).flatMap(stylesOf)
  const gzipKib = kibOf(outDir, ['index.html', ...styles, ...loadedAtStart(chunks)])
  const allKib = kibOf(outDir, globSync('**/*.{html,js,css}', { cwd: outDir }))
  refuse(gzipKib, mostAtStartKib, 'before they are seen')
  refuse(allKib, mostKib, 'all together')
  return { gzipKib }
}

/** The entry, and what it cannot run without. */
function loadedAtStart(chunks: readonly OutputChunk[]): Set<string> {
  const loaded = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName))
  for (const fileName of loaded)
    for (const imported of chunks.find((chunk) => chunk.fileName === fileName)?.imports ?? []) loaded.add(imported)
  return loaded
}

function stylesOf(chunk: OutputChunk): string[] {
  const { viteMetadata } = chunk as OutputChunk & { viteMetadata?: { importedCss: Set<string> } }
  return [...(viteMetadata?.importedCss ?? [])]
}

function kibOf(outDir: string, files: readonly string[]): number {
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(outDir, file))).length, 0)
  return bytes / 1024
}

function refuse(kib: number, mostKibHere: number, when: string): void {
  if (kib > mostKibHere) throw new Error(`The screens are ${kib.toFixed(0)} KiB ${when}, more than ${mostKibHere}.`)
}
