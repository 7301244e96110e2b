import type { VerifiedFile } from '../../../contract/batch-commands.ts'

export type Verdict = VerifiedFile['verdict']

/** What a person has to look at first. */
export const verdicts = ['changed', 'missing', 'unreadable', 'as-written'] as const satisfies Verdict[]
