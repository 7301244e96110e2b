import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Batch, Expected } from './batch.ts'
import { isVault } from './leftovers.ts'
import type { Sandbox } from './sandbox.ts'
import { type Tree, treeOf } from './tree.ts'

/** Whether the bytes of an original stand under a name that can be found: a result's, or one in a vault that the journal or the report knows. */
export function isKept(
  { sandbox, kind }: Batch,
  { sha256, expected }: { sha256: string; expected: Expected },
): boolean {
  const out = treeOf(sandbox.out)
  if (kind.originals === 'move' && keysOf(out, sha256).some((key) => expected.results.has(key))) return true
  const state = treeOf(sandbox.state)
  const vaulted = [
    ...keysOf(state, sha256),
    ...[out, treeOf(sandbox.in)].flatMap((tree) => keysOf(tree, sha256).filter(isVault)),
  ]
  return vaulted.some((key) => isKnown(sandbox, { state, name: basename(key) }))
}

function keysOf(tree: Tree, sha256: string): string[] {
  return [...tree].filter(([, entry]) => entry.kind === 'file' && entry.sha256 === sha256).map(([key]) => key)
}

/** A name in no file of the state folder, nor in the report, would never be found again. */
function isKnown(sandbox: Sandbox, { state, name }: { state: Tree; name: string }): boolean {
  const files = [...state].filter(([, { kind }]) => kind === 'file').map(([key]) => join(sandbox.state, key))
  return [sandbox.report, ...files].some((path) => textOf(path).includes(name))
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
