import { join } from 'node:path'
import { packageRoot } from '../../main/package-root.ts'
import type { Contender } from './ratio.ts'

/** The built program. */
export const launcher = join(packageRoot, 'bin/millrace.js')

export interface MillraceRun {
  /** Of state and results, one of each a round. */
  folder: string
  from: string
  /** Name of a recipe, or path of a recipe file. */
  recipe?: string
  name?: string
}

/** Millrace over a folder, each round with a state and results of its own. */
export function millrace({ folder, from, recipe = 'copy', name = 'millrace' }: MillraceRun): Contender {
  let state = ''
  const env = new Proxy<Record<string, string>>(
    {},
    {
      ownKeys: () => ['MILLRACE_HOME'],
      get: () => state,
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    },
  )
  return {
    name,
    env,
    round: (round) => {
      state = join(folder, `state-${name}-${round}`)
      const out = join(folder, `out-${name}-${round}`)
      return [process.execPath, launcher, 'run', '--json', '--recipe', recipe, '--out', out, from]
    },
  }
}
