import { useCallback, useEffect, useRef, useState } from 'react'
import type { CommandInput, CommandName, CommandOutputs } from '../../contract/command.ts'
import { Fault } from '../../contract/fault.ts'
import { AskedAgain } from '../state/asked-again.ts'
import { useFace } from './face.ts'
import { useMirror } from './use-mirror.ts'

export interface Answer<C extends CommandName> {
  /** The newest answer; stays while the same question is asked again, and while there is no connection. */
  value: CommandOutputs[C] | undefined
  fault: Fault | undefined
  asking: boolean
  /** The answer is about this version, not one before. */
  isOfVersion: boolean
  askAgain: () => void
}

/**
 * Asks while the screen is shown, again after every reconnect, and again when `version` is another one; `null` asks nothing.
 * A new question drops the old answer, a new version does not: it waits for the answer under way, and is asked about after.
 */
export function useAnswer<C extends CommandName>(
  command: C,
  question: CommandInput<C> | null,
  version: string | number = 0,
): Answer<C> {
  const { link } = useFace()
  const openedMs = useMirror(({ connection }) => (connection.state === 'open' ? connection.sinceMs : null))
  const [round, setRound] = useState(0)
  const [state, setState] = useState<Heard<C>>({ key: '' })
  const key = question === null ? '' : JSON.stringify(question)
  const now = `${version} ${round}`
  const asked = useRef<AskedAgain<CommandOutputs[C]>>(undefined)
  useEffect(() => {
    if (key === '' || openedMs === null) return
    const input = JSON.parse(key) as CommandInput<C>
    const asking = new AskedAgain((options) => link.ask(command, input, options), {
      asking: () => setState((before) => (before.key === key ? { ...before, asking: true } : { key, asking: true })),
      answered: (value, about) => setState({ key, value, about }),
      failed: (error) => setState((before) => ({ ...before, asking: false, fault: Fault.from(error, command) })),
    })
    asked.current = asking
    return () => asking[Symbol.dispose]()
  }, [link, command, key, openedMs])
  useEffect(() => asked.current?.about(now), [link, command, key, openedMs, now])
  const askAgain = useCallback(() => setRound((nth) => nth + 1), [])
  const current = state.key === key
  return {
    value: current ? state.value : undefined,
    fault: current ? state.fault : undefined,
    asking: !current || state.asking === true,
    isOfVersion: current && state.about === now,
    askAgain,
  }
}

interface Heard<C extends CommandName> {
  key: string
  value?: CommandOutputs[C]
  about?: string
  fault?: Fault
  asking?: boolean
}
