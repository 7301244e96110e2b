import { createContext, useContext } from 'react'
import type { OfferedFile } from '../state/send-file.ts'
import type { KnownRecipe } from './recipes.tsx'

/** What a person wants to run: files of this computer, or places the engine knows. */
export type Offer =
  | { kind: 'files'; title: string; files: readonly OfferedFile[]; unreadable: number }
  /** `out`: the folder its results go to, whichever is chosen for other runs. */
  | { kind: 'places'; title: string; paths: readonly string[]; uploaded: boolean; out?: string }

/** Where a run is put together before it starts. */
export interface RunDesk {
  recipe: KnownRecipe | undefined
  /** Absolute path of the folder results go to; empty until one is known. */
  out: string
  chooseRecipe: (name: string) => void
  /** Shows what would happen, with the chosen recipe or another one. Nothing is written before the person has seen it. */
  offer: (offer: Offer, recipe?: string) => void
  /** Offers files that were copied in another program. */
  paste: (files: FileList) => void
  /** Lets the person choose on this computer, or in the folders the engine shares. */
  pickFiles: () => void
  pickFolder: () => void
  pickPlaces: () => void
  pickOut: () => void
}

export const RunDeskContext = createContext<RunDesk | null>(null)

export function useRunDesk(): RunDesk {
  const desk = useContext(RunDeskContext)
  if (!desk) throw new Error('Every screen stands in a RunDeskContext.')
  return desk
}
