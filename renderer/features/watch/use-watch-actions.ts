import { useMemo } from 'react'
import type { CommandInput, CommandName } from '../../../contract/command.ts'
import type { WatchStatus } from '../../../contract/watch.ts'
import { useFace } from '../../app/face.ts'
import { useToast } from '../../app/toasts.ts'
import { useTellFault } from '../../app/use-tell-fault.ts'
import { useTexts } from '../../texts/use-texts.ts'

const askMs = 30_000

type Question = Pick<WatchStatus, 'id'> & { kind: 'existing' | 'recipe-changed'; answer: 'process' | 'leave' }

export interface WatchActions {
  pause: (watch: WatchStatus, untilMs?: number) => void
  resume: (watch: WatchStatus) => void
  rescan: (watch: WatchStatus) => void
  answer: (question: Question) => void
  takeNow: (watch: WatchStatus, path: string) => void
  /** Takes all files that wait for the hours of a watch. */
  startNow: (watch: WatchStatus) => void
  /** Stops watching, with the way back: beginning again with the same rules. */
  remove: (watch: WatchStatus) => void
}

/** What a person does to watched folders; the new state is told by the engine. */
export function useWatchActions(): WatchActions {
  const { link } = useFace()
  const { t } = useTexts()
  const toast = useToast()
  const failed = useTellFault('watch')
  return useMemo(() => {
    const ask = async <C extends CommandName>(command: C, input: CommandInput<C>) =>
      link.ask(command, input, { signal: AbortSignal.timeout(askMs) })
    const tell = <C extends CommandName>(command: C, input: CommandInput<C>) => void ask(command, input).catch(failed)
    return {
      pause: ({ id }, untilMs) => tell('watch.pause', { watch: id, untilMs: untilMs ?? null }),
      resume: ({ id }) => tell('watch.resume', { watch: id }),
      rescan: ({ id }) => tell('watch.rescan', { watch: id }),
      answer: ({ id, kind, answer }) => tell('watch.answer', { watch: id, question: kind, answer }),
      startNow: ({ id }) => tell('watch.startNow', { watch: id }),
      takeNow: ({ id }, path) => tell('watch.processAnyway', { watch: id, path }),
      remove: ({ id, name, rules }) => {
        const undo = () => tell('watch.add', { rules: { ...rules, existing: 'leave' } })
        ask('watch.remove', { watch: id }).then(() => toast({ text: t('watch.removed', { name }), undo }), failed)
      },
    }
  }, [link, toast, failed, t])
}
