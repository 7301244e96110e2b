import { runEndings } from './run-endings.ts'
import { runHead } from './run-head.ts'
import { runList } from './run-list.ts'
import { runTroubles } from './run-troubles.ts'

export const run = { ...runHead, ...runList, ...runTroubles, ...runEndings } as const
