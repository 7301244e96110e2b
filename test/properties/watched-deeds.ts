import fc from 'fast-check'
import { type ConflictMode, conflictModes } from '../../contract/recipe.ts'

export type WayToWrite = 'over' | 'by rename' | 'with an old time' | 'in parts'

/** What a person does in a watched folder; `which` picks one of the files there. */
export type Deed =
  | { does: 'write'; name: string; way: WayToWrite }
  | { does: 'rename' | 'copy'; which: number; name: string }
  | { does: 'append' | 'remove' | 'touch' | 'swap for a folder' | 'swap back'; which: number }
  | { does: 'folder in' | 'folder out'; folder: string }
  | { does: 'rename folder'; folder: string; to: string }
  /** For so many answers of the engine. */
  | { does: 'wait'; asks: number }

/** How one folder is watched. */
export interface Watching {
  out: 'beside' | 'inside' | 'the same'
  steps: '[]' | '[file.text]'
  originals: 'keep' | 'vault' | 'replace' | 'move'
  conflict: ConflictMode
}

const name = fc.constantFrom('a.txt', 'b.txt', 'b.note', 'd/a.txt', 'd/e/c.txt', 'x.txt')
const folder = fc.constantFrom('d', 'n', 'm')
const which = fc.nat({ max: 9 })
const way = fc.constantFrom<WayToWrite>('over', 'by rename', 'with an old time', 'in parts')

const writes = fc.record({ does: fc.constant('write' as const), name, way })
const places = fc.record({ does: fc.constantFrom('rename' as const, 'copy' as const), which, name })
const changes = fc.record({
  does: fc.constantFrom(
    'append' as const,
    'remove' as const,
    'touch' as const,
    'swap for a folder' as const,
    'swap back' as const,
  ),
  which,
})
const folders = fc.record({ does: fc.constantFrom('folder in' as const, 'folder out' as const), folder })
const renames = fc.record({ does: fc.constant('rename folder' as const), folder, to: folder })
const waits = fc.record({ does: fc.constant('wait' as const), asks: fc.nat({ max: 60 }) })

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: writes },
  { weight: 2, arbitrary: places },
  { weight: 4, arbitrary: changes },
  { weight: 2, arbitrary: folders },
  { weight: 1, arbitrary: renames },
  { weight: 3, arbitrary: waits },
)

const watching: fc.Arbitrary<Watching> = fc
  .record<Watching>({
    out: fc.constantFrom('beside', 'inside', 'the same'),
    steps: fc.constantFrom('[]', '[file.text]'),
    originals: fc.constantFrom('keep', 'keep', 'vault', 'replace', 'move'),
    conflict: fc.oneof({ weight: 3, arbitrary: fc.constant('number') }, fc.constantFrom(...conflictModes)),
  })
  .map((all) => (all.originals === 'replace' ? { ...all, steps: '[file.text]' } : all))

/** What becomes of the engine, or is asked of it, after each round of deeds; `off`: the next round happens while there is none. */
export type Turn = 'settle' | 'stop' | 'off' | 'kill' | 'kill off' | 'pause' | 'rescan' | 'undo' | 'nothing'

const turn = fc.constantFrom<Turn>(
  'settle',
  'settle',
  'stop',
  'off',
  'kill',
  'kill off',
  'pause',
  'rescan',
  'undo',
  'nothing',
)

export interface WatchStory {
  /** Deeds by round. */
  folders: { watching: Watching; deeds: Deed[][] }[]
  turns: Turn[]
}

/** Up to so many folders, all watched by one engine. */
export function watchStory({ rounds, foldersMost }: { rounds: number; foldersMost: number }): fc.Arbitrary<WatchStory> {
  const all = { minLength: rounds, maxLength: rounds }
  const each = fc.record({ watching, deeds: fc.array(fc.array(deed, { maxLength: 6 }), all) })
  return fc.record({
    folders: fc.array(each, { minLength: 1, maxLength: foldersMost }),
    turns: fc.array(turn, all),
  })
}
