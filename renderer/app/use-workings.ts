import type { EngineAnswers } from '../../contract/engine-commands.ts'
import { isAtRest } from '../state/batch-state.ts'
import { type Bottleneck, bottleneckOf } from '../state/bottleneck.ts'
import type { LiveBatch } from '../state/mirror.ts'
import { underWay } from '../state/under-way.ts'
import { useAnswer } from './use-answer.ts'
import { useMirror } from './use-mirror.ts'
import { useNow } from './use-now.ts'

export type Workings = EngineAnswers['engine.workings']

const lookEveryMs = 2000

/** What the engine does at this moment, and what holds files back, asked for again and again while `looking`. Undefined until it has been told. */
export function useWorkings({ looking = true } = {}): { workings: Workings; bottleneck: Bottleneck } | undefined {
  const nowMs = useNow({ counting: looking })
  const workings = useAnswer('engine.workings', looking ? {} : null, Math.floor(nowMs / lookEveryMs)).value
  const isHeld = useMirror((mirror) => isHeldUp(underWay(mirror)))
  return workings && { workings, bottleneck: bottleneckOf(workings, isHeld) }
}

/** Some batch waits for a disk, and none goes on. */
function isHeldUp(live: readonly LiveBatch[]): boolean {
  return live.some(({ snapshot }) => snapshot.held !== null) && live.every(({ snapshot }) => isAtRest(snapshot))
}
