import { mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { millrace } from './millrace-run.ts'
import { hold, race } from './ratio.ts'

const files = 4_000
const recipe = 'millrace: 1\nname: Texts\nsteps:\n  - file.text\nkeep: []\n'

/** What one step costs small files beside a copy of them, which is the journal and the names alone. */
export async function texts(memoryFolder: string): Promise<void> {
  console.log(`\n${files} small text files through one step, against copying them, in memory`)
  using folder = mkdtempDisposableSync(join(memoryFolder, 'millrace-bench-'))
  const from = join(folder.path, 'in')
  mkdirSync(from)
  for (let n = 0; n < files; n++) writeFileSync(join(from, `t${n}.txt`), `line ${n}\r\nand another\r\n`)
  const path = join(folder.path, 'texts.yaml')
  writeFileSync(path, recipe)
  const place = { folder: folder.path, from }
  const results = await race([
    millrace({ ...place, recipe: path, name: 'one step' }),
    millrace({ ...place, name: 'copying' }),
  ])
  const secondsOf = (name: string): number => (results.get(name)?.wallMs ?? Number.NaN) / 1000
  const [step, copy] = [secondsOf('one step'), secondsOf('copying')]
  console.log(`  one step: ${step.toFixed(2)} s, copying: ${copy.toFixed(2)} s`)
  hold('wall, one step over copying', step / copy, { atMost: 4 })
}
