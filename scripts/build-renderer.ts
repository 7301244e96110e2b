import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, mergeConfig } from 'vite'
import { rendererConfig } from './renderer-config.ts'

/** More than this is felt on a slow line. */
const mostGzipKib = 350

/** Builds the screens into `outDir` and answers how much a browser loads, gzipped. Throws when that became too much. */
export async function buildRenderer(outDir: string): Promise<{ gzipKib: number }> {
  await build(mergeConfig(rendererConfig, { build: { outDir } }))
  const loaded = globSync('**/*.{html,js,css}', { cwd: outDir })
  const bytes = loaded.reduce((sum, file) => sum + gzipSync(readFileSync(join(outDir, file))).length, 0)
  const gzipKib = bytes / 1024
  if (gzipKib > mostGzipKib) throw new Error(`The screens are ${gzipKib.toFixed(0)} KiB, more than ${mostGzipKib}.`)
  return { gzipKib }
}
