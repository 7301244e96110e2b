import { useMemo, useState } from 'react'
import type { PreviewSample } from '../../../contract/preview-commands.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { nameOf } from '../../texts/shown-path.ts'

export interface SampleChoice {
  samples: readonly PreviewSample[]
  /** What is looked at; null until there is something. */
  sample: string | null
  choose: (sample: string) => void
  /** One more, by its path, which is then looked at. */
  add: (path: string) => void
  step: (by: 1 | -1) => void
}

/** Which file is looked at: what the person chose, else the first that the recipe is for, else a picture. */
export function useSamples(accepts: readonly string[]): SampleChoice {
  const known = useAnswer('preview.samples', {}).value?.samples
  const [added, setAdded] = useState<readonly PreviewSample[]>([])
  const [chosen, choose] = useState<string | null>(null)
  const samples = useMemo(() => [...added, ...(known ?? [])], [added, known])
  const fitting = samples.find(({ type, name }) => accepts.some((match) => fits(match, { type, name })))
  const pictures = samples.find(({ type, builtIn }) => builtIn && type.startsWith('image/'))
  const sample = chosen ?? (known ? (fitting ?? pictures ?? samples[0])?.sample : null) ?? null
  return {
    samples,
    sample,
    choose,
    add: (path) => {
      setAdded((before) => [{ sample: path, name: nameOf(path), type: '', builtIn: false }, ...before])
      choose(path)
    },
    step: (by) => {
      const at = samples.findIndex((each) => each.sample === sample)
      const next = samples[(at + by + samples.length) % samples.length]
      if (next) choose(next.sample)
    },
  }
}

/** `image/*` or `*.jpg`, as far as choosing a sample goes. */
function fits(match: string, { type, name }: { type: string; name: string }): boolean {
  if (match.includes('/')) return match.endsWith('/*') ? type.startsWith(match.slice(0, -1)) : type === match
  return match.startsWith('*.') && name.toLowerCase().endsWith(match.slice(1).toLowerCase())
}
