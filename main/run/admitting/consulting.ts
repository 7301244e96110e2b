import type { AdmitInput } from '../../journal/ledger/admit.ts'
import type { BatchContext } from '../batch-context.ts'

/** How far files that are met are looked up in what is known from earlier. */
export interface Consulting {
  /** Whether the ledger, or this batch's own rows, could know any of the files. */
  consult: boolean
  again: boolean
  /** Files whose rows in this batch were taken back stay so; what is made of many files is made of all of them. */
  leavesUndone?: boolean
}

/** What the journal is asked with, but for the files. */
export function admitInput({ record, traits }: BatchContext, { consult, again }: Consulting): AdmitInput {
  const { recipeFingerprint, outRoot, n: batch } = record
  return { batch, recipeFingerprint, outRoot, folding: traits, consult, again, admissions: [] }
}
