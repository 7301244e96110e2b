import type { EngineAnswers } from '../../contract/engine-commands.ts'
import { type GateName, gateOf } from '../../contract/gate-of.ts'

type Workings = EngineAnswers['engine.workings']

/** What holds files back: a disk that is full or away, the processor, memory, reading or writing; nothing, or no files at all. */
export type Bottleneck = 'held' | 'cpu' | 'memory' | 'read' | 'write' | 'nothing' | 'idle'

/** More of the time than this in one part of the way makes it the slowest. */
const mostOfTime = 0.5

export function bottleneckOf({ shared, stages, inHand }: Workings, isHeld: boolean): Bottleneck {
  if (isHeld) return 'held'
  if (inHand.length === 0) return 'idle'
  const of = (name: string) => shared.find((one) => one.name === name)
  const [cpu, memory] = [of('cpu'), of('memoryMb')]
  const isFull = cpu !== undefined && cpu.used >= cpu.limit
  if (isFull && cpu.waiting > 0) return 'cpu'
  if (memory && memory.waiting > 0) return 'memory'
  const { read, write } = gateShares(stages)
  if (write > mostOfTime) return 'write'
  return read > mostOfTime ? 'read' : 'nothing'
}

/** The part of the way the bottleneck belongs to; null where none is. */
export function limitedGate(bottleneck: Bottleneck): GateName | null {
  switch (bottleneck) {
    case 'cpu':
    case 'memory':
      return 'transform'
    case 'read':
      return 'read'
    case 'write':
    case 'held':
      return 'write'
    case 'nothing':
    case 'idle':
      return null
  }
}

/** How much of the time files spent in each part of their way, 0 to 1. */
export function gateShares(stages: Workings['stages']): Record<GateName, number> {
  const shares = { read: 0, transform: 0, write: 0 }
  const total = Math.max(
    1,
    stages.reduce((sum, { ms }) => sum + ms, 0),
  )
  for (const { stage, ms } of stages) shares[gateOf(stage === 'copy' ? 'write' : stage)] += ms / total
  return shares
}
