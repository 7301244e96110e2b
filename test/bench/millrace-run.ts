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

interface Run extends Contender {
  /** State and results of a round. */
  placesOf: (round: number) => string[]
}

/** Millrace over a folder, each round with a state and results of its own. */
export function millrace({ folder, from, recipe = 'copy', name = 'millrace' }: MillraceRun): Run {
  let state = ''
  const env = new Proxy<Record<string, string>>(
    {},
    {
      ownKeys: () => ['MILLRACE_HOME'],
      get: () => state,
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    },
  )
  const placesOf = (round: number) => ['state', 'out'].map((what) => join(folder, `${what}-${name}-${round}`))
  return {
    name,
    env,
    round: (round) => {
      const [stateOfRound = '', out = ''] = placesOf(round)
      state = stateOfRound
      return [process.execPath, launcher, 'run', '--json', '--recipe', recipe, '--out', out, from]
    },
    placesOf,
  }
}
