import { join } from 'node:path'
import { build, mergeConfig, preview } from 'vite'
import { packageRoot } from '../../main/package-root.ts'
import { rendererConfig } from '../renderer-config.ts'

export interface ServedPictures extends AsyncDisposable {
  /** Where `renderer/testing/pictures.html` is; a scene's query and place come behind it. */
  address: string
}

/** Builds the screens with their made-up engine, and serves them on this machine until disposed. */
export async function servePictures(): Promise<ServedPictures> {
  const outDir = join(packageRoot, `.cache/pictures-${process.pid}`)
  const input = join(packageRoot, 'renderer/testing/pictures.html')
  const config = mergeConfig(rendererConfig, { build: { outDir, rolldownOptions: { input } } })
  await build(config)
  const server = await preview(mergeConfig(config, { preview: { host: '127.0.0.1', port: 0 } }))
  const [base = ''] = server.resolvedUrls?.local ?? []
  return { address: `${base}testing/pictures.html`, [Symbol.asyncDispose]: () => server.close() }
}
