import { readFileSync } from 'node:fs'
import { bridgeSide } from './bridge-side.ts'
import { isolatedWorld } from './isolated-world.ts'

/** The name Electron gives to the world of a preload. */
export const isolatedWorldName = 'Electron Isolated Context'
/** What that world calls to be heard by the main process. */
export const bindingName = 'standinTell'

const toMain = 'standin-to-main-world'
const toIsolated = 'standin-to-isolated-world'

export function mainWorldScript(): string {
  return `if (top === window) (${textOf(bridgeSide)})(${JSON.stringify(toMain)}, ${JSON.stringify(toIsolated)})`
}

/** The preload at `path` in its world, with the `process` that a sandboxed one has; `argv` is what its window has for it. */
export function isolatedWorldScript(path: string, argv: readonly string[]): string {
  const process = {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    platform: globalThis.process.platform,
    arch: globalThis.process.arch,
    versions: { node: globalThis.process.versions.node },
    env: {},
    argv,
  }
  return `if (top === window) (${textOf(isolatedWorld)})({
    bridge: (${textOf(bridgeSide)})(${JSON.stringify(toIsolated)}, ${JSON.stringify(toMain)}),
    process: ${JSON.stringify(process)},
    preload: (module, require, process) => { const exports = module.exports
${readFileSync(path, 'utf8')}
    },
  })`
}

/** Node has taken the types out of a function it runs, so its text is what a page can run. */
function textOf(fn: (...words: never[]) => unknown): string {
  return Function.prototype.toString.call(fn)
}
