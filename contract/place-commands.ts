import { z } from 'zod'
import { pathText } from './path-field.ts'

/** Folders a face may offer. */
export const placeCommands = {
  /** Places a face may offer: the folders granted to it. */
  'place.roots': () => z.object({}),
  /** What lies in a granted folder, folders first, by name. */
  'place.list': () => z.object({ path: pathText, limit: z.number().int().min(1).max(5000).default(1000) }),
  /** Makes a folder in a granted one, under a name a person has typed. Faults: `name-refused`, `name-too-long`, `name-taken`. */
  'place.makeFolder': () => z.object({ folder: pathText, name: z.string().trim().max(1000) }),
} as const

export interface PlaceEntry {
  name: string
  path: string
  kind: 'folder' | 'file'
  sizeBytes: number
  modifiedMs: number
}

export interface PlaceAnswers {
  /** `home`: open by itself, and no folder for results: what is sent gets one of its own in it. */
  'place.roots': { roots: { title: string; path: string; access: 'read' | 'write'; home?: boolean }[] }
  'place.list': { entries: PlaceEntry[]; more: boolean; freeBytes: number }
  'place.makeFolder': { path: string }
}
