import type { Offer } from './run-desk.ts'

/** The folder an offer brings with it, or the one that is chosen for all others. */
export function folderOf(offer: Offer | undefined, chosen: string): string {
  return offer?.kind === 'places' && offer.out !== undefined ? offer.out : chosen
}

/** The same offer with its results in another folder; null where it brings none with it, so the choice is one for all. */
export function withFolder(offer: Offer | undefined, out: string): Offer | null {
  return offer?.kind === 'places' && offer.out !== undefined ? { ...offer, out } : null
}
