import { useCallback, useState } from 'react'
import type { CommandInput } from '../../../contract/command.ts'
import type { EmptiedFile, HeldFile, VaultPage } from '../../../contract/vault.ts'
import { useFace } from '../../app/face.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { useMirror } from '../../app/use-mirror.ts'
import { useTellFault } from '../../app/use-tell-fault.ts'
import { isOver } from '../../state/batch-state.ts'
import { heldIn, type LaterFiles, withLater } from '../../state/later-files.ts'

const pageFiles = 200
const askMs = 30_000
/** How many one question may name. */
const emptyMost = 1000

export interface Vault {
  page: VaultPage | undefined
  files: readonly HeldFile[]
  more: boolean
  loadMore: () => void
  /** Asks anew, from the first page on. */
  refresh: () => void
  /** Resolves with where it lies now. Rejects with a `Fault`. */
  restore: (file: HeldFile) => Promise<string>
  /** Removes for good, and nothing but these. Rejects with a `Fault`. */
  empty: (numbers: readonly number[]) => Promise<EmptiedFile[]>
  /** All it holds, however many pages that are. */
  all: () => Promise<HeldFile[]>
  /** The numbers of all that came before, however many. */
  numbersBefore: (beforeMs: number) => Promise<number[]>
}

/** What the vault holds, in the order it came: a page, and more when asked for. Up to date when a batch has ended or was taken back, or files left it. */
export function useVault(): Vault {
  const { link } = useFace()
  const { value: page, askAgain } = useAnswer('vault.list', { limit: pageFiles }, useOver())
  const [later, setLater] = useState<LaterFiles>({ of: undefined, files: [], next: null })
  const ask = useCallback(
    (input: CommandInput<'vault.list'>) => link.ask('vault.list', input, { signal: AbortSignal.timeout(askMs) }),
    [link],
  )
  const { files, next } = heldIn(page, later)
  const tellFault = useTellFault('vault')
  const loadMore = () => {
    if (next === null) return
    const joined = (more: VaultPage) => setLater((known) => withLater(known, page, { after: next, ...more }))
    ask({ after: next, limit: pageFiles }).then(joined, tellFault)
  }
  return {
    page,
    files,
    more: next !== null,
    loadMore,
    refresh: askAgain,
    restore: async ({ n }) =>
      (await link.ask('vault.restore', { file: n }, { signal: AbortSignal.timeout(askMs) })).path,
    empty: async (numbers) => {
      const emptied: EmptiedFile[] = []
      for (let from = 0; from < numbers.length; from += emptyMost) {
        const some = numbers.slice(from, from + emptyMost)
        emptied.push(
          ...(await link.ask('vault.empty', { files: some }, { signal: AbortSignal.timeout(10 * askMs) })).files,
        )
      }
      return emptied
    },
    all: () => filesOf(ask, {}),
    numbersBefore: async (beforeMs) => (await filesOf(ask, { beforeMs })).map(({ n }) => n),
  }
}

/** Another one when another batch is over, or more of one was taken back, or somebody has let files out. */
function useOver(): string {
  return useMirror(({ batches, vaultVersion }) => {
    const over = [...batches.values()].filter(({ snapshot }) => isOver(snapshot))
    const told = over.map(({ snapshot: { batchId, counts } }) => `${batchId} ${counts.done} ${counts.undone}`)
    return [vaultVersion, ...told].join()
  })
}

async function filesOf(
  ask: (input: CommandInput<'vault.list'>) => Promise<VaultPage>,
  which: { beforeMs?: number },
): Promise<HeldFile[]> {
  const held: HeldFile[] = []
  for (let after = -1; ; ) {
    const { files, next } = await ask({ after, limit: emptyMost, ...which })
    held.push(...files)
    if (next === null) return held
    after = next
  }
}
