import { useMemo, useState } from 'react'
import type { EmptiedFile, HeldFile } from '../../../contract/vault.ts'
import { useToast } from '../../app/toasts.ts'
import { useTellFault } from '../../app/use-tell-fault.ts'
import { nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Vault } from './use-vault.ts'

export interface VaultActions {
  restore: (file: HeldFile) => void
  /** The numbers of those that are on their way back. */
  restoring: ReadonlySet<number>
  remove: (numbers: readonly number[]) => void
  removeBefore: (beforeMs: number) => void
}

/** Lets files out of the vault, says what became of them, and asks anew. */
export function useVaultActions(vault: Vault): VaultActions {
  const { t, n, format } = useTexts()
  const toast = useToast()
  const failed = useTellFault('vault')
  const [restoring, setRestoring] = useState<ReadonlySet<number>>(new Set())
  const actions = useMemo(() => {
    const removed = (files: readonly EmptiedFile[]) => {
      const filesOf = (result: EmptiedFile['result']) => files.filter((file) => file.result === result)
      const freed = filesOf('removed')
      const size = format.bytes(freed.reduce((sum, { bytes }) => sum + bytes, 0))
      if (freed.length > 0) toast({ text: t('vault.removed', { ...n(freed.length), size }) })
      // As in an emptying that was cut off: nothing was freed by them now.
      const gone = filesOf('gone').length
      if (gone > 0) toast({ text: t('vault.wereGone', n(gone)) })
      const left = filesOf('left').length
      if (left > 0) toast({ icon: 'alert', text: t('vault.left', n(left)) })
    }
    const remove = (numbers: Promise<readonly number[]>) => {
      void numbers.then(vault.empty).then(removed, failed).finally(vault.refresh)
    }
    return {
      restore: (file: HeldFile) => {
        const back = (path: string) =>
          toast({ text: t(path === file.from ? 'vault.restored' : 'vault.restoredBeside', { name: nameOf(path) }) })
        const over = () => {
          setRestoring((before) => before.difference(new Set([file.n])))
          vault.refresh()
        }
        setRestoring((before) => before.union(new Set([file.n])))
        void vault.restore(file).then(back, failed).finally(over)
      },
      remove: (numbers: readonly number[]) => remove(Promise.resolve(numbers)),
      removeBefore: (beforeMs: number) => remove(vault.numbersBefore(beforeMs)),
    }
  }, [vault, toast, failed, t, n, format])
  return { ...actions, restoring }
}
