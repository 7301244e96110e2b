import type { KeyedLock } from '../../async/keyed-lock.ts'
import type { Announcer } from '../recording/announcer.ts'
import type { EngineParts } from '../batch-context.ts'
import type { CheckedInput } from '../../../contract/command.ts'
import { VaultDesk } from './vault-desk.ts'
import { VaultView } from './vault-view.ts'
import type { Waiter } from './view-answers.ts'

/** Whoever moves files between the vault and their places has it alone: what was looked at is still so when it is done. */
export function aloneWithVault(locks: KeyedLock, who: string, { signal }: Waiter): Promise<Disposable> {
  return locks.lock({ write: ['vault'] }, { signal, who })
}

interface Rooms {
  parts: EngineParts
  locks: KeyedLock
  announcer: Announcer
}

/** Answers about the vault, and what lets files out of it: of that everybody is told, however it ended. */
export function vaultAnswers({ parts, locks, announcer }: Rooms) {
  const view = engineVaultView(parts)
  const desk = new VaultDesk(parts)
  const changed = (): void => announcer.tell({ type: 'vault' })
  return {
    'vault.list': (input: CheckedInput<'vault.list'>) => view.list(input),
    'vault.restore': async (input: CheckedInput<'vault.restore'>, options: Waiter) => {
      using _ = await aloneWithVault(locks, 'vault.restore', options)
      using _told = { [Symbol.dispose]: changed }
      return await desk.restore(input)
    },
    'vault.restoreAll': async (input: CheckedInput<'vault.restoreAll'>, options: Waiter) => {
      using _ = await aloneWithVault(locks, 'vault.restoreAll', options)
      using _told = { [Symbol.dispose]: changed }
      return await desk.restoreAll(input)
    },
    'vault.empty': async (input: CheckedInput<'vault.empty'>, options: Waiter) => {
      using _ = await aloneWithVault(locks, 'vault.empty', options)
      using _told = { [Symbol.dispose]: changed }
      return await desk.empty(input)
    },
  }
}

/** The vault as the engine's own journal tells of it. */
export function engineVaultView({ journal, io, settings, clock }: EngineParts): VaultView {
  const records = {
    heldPage: (input: { after: number; limit: number; beforeMs: number | null }) => journal.call('heldPage', input),
    heldTotals: (input: { beforeMs: number | null }) => journal.call('heldTotals', input),
    occupied: (paths: string[]) => io.call('occupied', paths),
  }
  return new VaultView(records, { settings: settings.vault, nowMs: () => clock.nowMs() })
}
