import { packSmall } from './archives/pack-small.ts'
import { verifySmall } from './archives/verify-small.ts'
import { digestFiles } from './carriers/digest-files.ts'

/** Pieces of work that a task may share out among threads: from plain data to plain data, `bytes` in a buffer of their own. They read files and write none. */
export const chores = { packSmall, verifySmall, digestFiles }

export type Chores = typeof chores
export type ChoreName = keyof Chores
