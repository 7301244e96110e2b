import { useCallback } from 'react'
import { ownFolder } from '../state/own-folder.ts'
import type { Offer } from './run-desk.ts'
import { useAnswer } from './use-answer.ts'

/** Tells where results of an offer go, by the folder that is chosen. */
export function useOwnFolder(): (offer: Offer | undefined, out: string) => string {
  const roots = useAnswer('place.roots', {}).value?.roots
  return useCallback((offer, out) => (offer?.kind === 'files' && roots ? ownFolder(out, offer, roots) : out), [roots])
}
