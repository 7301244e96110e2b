import { useState } from 'react'
import type { CommandInput } from '../../../contract/command.ts'
import { Fault } from '../../../contract/fault.ts'
import type { WatchCheck, WatchStatus } from '../../../contract/watch.ts'
import type { WatchRules } from '../../../contract/watch-rules.ts'
import { partialNames } from '../../../contract/watch-words.ts'
import { useFace } from '../../app/face.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { useRunDesk } from '../../app/run-desk.ts'
import { faultText } from '../../texts/fault-words.ts'
import { withChosen } from './with-chosen.ts'

const saveMs = 30_000

export interface WatchForm {
  rules: WatchRules
  change: (change: Partial<WatchRules>) => void
  /** What is written in the field of a rule is none, and why; the rule stays as it was, and nothing is saved until it is changed. */
  refuse: (field: keyof WatchRules, why: string) => void
  /** What saving would meet; undefined until something can be checked. */
  check: WatchCheck | undefined
  /** What is wrong with a rule, empty while nothing is. */
  problemOf: (field: keyof WatchRules) => string
  canSave: boolean
  saving: boolean
  /** Why saving failed; empty while it has not. */
  failed: string
  save: () => void
}

/** The rules of a watch while a person changes them. The engine is asked at each change what it thinks of them. */
export function useWatchForm(watch: WatchStatus | null, saved: () => void): WatchForm {
  const { link } = useFace()
  const fresh = useFreshRules()
  const [written, setRules] = useState<WatchRules>(watch?.rules ?? fresh)
  const rules = withChosen(written, fresh)
  const [refused, setRefused] = useState<Refused>({})
  const [state, setState] = useState({ saving: false, failed: '' })
  const whole = rules.folder !== '' && rules.recipe !== '' && rules.out !== ''
  const question: CommandInput<'watch.check'> = { rules, ...(watch ? { watch: watch.id } : {}) }
  const { value: check } = useAnswer('watch.check', whole ? question : null)
  const sound = check !== undefined && check.problems.length === 0 && check.cycle.length === 0
  const save = () => {
    setState({ saving: true, failed: '' })
    const signal = AbortSignal.timeout(saveMs)
    const asked = watch
      ? link.ask('watch.edit', { watch: watch.id, rules }, { signal })
      : link.ask('watch.add', { rules }, { signal })
    asked.then(saved, (error: unknown) =>
      setState({ saving: false, failed: faultText(Fault.from(error, 'watch.edit')) }),
    )
  }
  return {
    rules,
    change: (change) => {
      setRules((now) => ({ ...now, ...change }))
      setRefused((now) => without(now, Object.keys(change)))
    },
    refuse: (field, why) => setRefused((now) => ({ ...now, [field]: why })),
    check,
    problemOf: (field) => refused[field] ?? check?.problems.find((problem) => problem.field === field)?.message ?? '',
    canSave: whole && sound && Object.keys(refused).length === 0 && !state.saving,
    ...state,
    save,
  }
}

type Refused = Partial<Record<keyof WatchRules, string>>

function without(refused: Refused, fields: readonly string[]): Refused {
  return Object.fromEntries(Object.entries(refused).filter(([field]) => !fields.includes(field)))
}

function useFreshRules(): WatchRules {
  const { recipe, out } = useRunDesk()
  return {
    name: '',
    folder: '',
    recipe: recipe?.row.name ?? '',
    out,
    conflict: null,
    originals: null,
    depth: null,
    followLinks: false,
    held: false,
    only: [],
    leaveOut: partialNames,
    kinds: [],
    minBytes: null,
    maxBytes: null,
    minAgeMs: null,
    maxAgeMs: null,
    existing: 'ask',
    schedule: null,
    order: 'arrival',
    gather: null,
    settleMs: 2_000,
    patienceMs: 600_000,
  }
}
