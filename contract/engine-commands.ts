import { z } from 'zod'

/** How the engine itself is doing. */
export const engineCommands = {
  'engine.workings': z.object({}),
} as const

export interface EngineAnswers {
  'engine.workings': {
    waiting: { what: string; holder: string; sinceMs: number }[]
    slow: { what: string; ms: number }[]
    eventLoopDelayMs: { p50: number; p99: number; max: number }
  }
}
