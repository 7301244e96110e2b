import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MoveKind } from '../../journal/moves/moves.ts'
import type { Undoable } from '../../journal/undo/undoable.ts'
import { asNoted } from './candidate.ts'
import { planUndo } from './undo-plan.ts'

const identity = { dev: '0', ino: '1', sizeBytes: 1, mtimeNs: '1' }
const beside = '/disk/.mr-vault/t'
const where = { place: '/state/vault/t', nextTag: () => 'tag' }

interface Made {
  results: string[]
  moved: { kind: MoveKind; from: string; to: string }
}

/** A job of `/disk/in/a.txt`, as the journal has it. */
function job({ results, moved }: Made): Undoable {
  const file = { identity, bytes: 1, sha256: 's' }
  const outputs = results.map((path, part) => ({
    ...file,
    part,
    path,
    attempt: '/disk/.mr-0123456789-a',
    maker: '',
    ctime: '1',
  }))
  const moves = [{ ...file, ...moved, n: 7 }]
  return { seq: 3, source: '/disk/in/a.txt', outputs, moves, members: [], emptied: [] }
}

const planOf = (made: Made) => planUndo(asNoted(job(made)), where)
const replaced = { kind: 'original', from: '/disk/in/a.txt', to: `${beside}/old-a.txt` } as const

test('a result goes to where the vault has what it took the place of, any other to the place of the run', () => {
  const inPlace = planOf({ results: ['/disk/in/a.txt'], moved: replaced })
  assert.deepEqual(
    inPlace.moves.map(({ from, to }) => [from, to]),
    [
      ['/disk/in/a.txt', `${beside}/tag-a.txt`],
      [`${beside}/old-a.txt`, '/disk/in/a.txt'],
    ],
  )
  const saved = planOf({ results: ['/out/a.txt'], moved: replaced })
  assert.equal(saved.moves[0]?.to, '/state/vault/t/tag-a.txt')
})
