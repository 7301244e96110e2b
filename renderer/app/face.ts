import { createContext, useContext } from 'react'
import type { Addresses } from '../link/server-addresses.ts'
import type { Desktop } from '../link/desktop.ts'
import type { Link } from '../link/link.ts'
import type { UploadDoor } from '../link/upload-door.ts'
import type { Mirror } from '../state/mirror.ts'
import type { Store } from '../state/store.ts'

/** All that the screens hold of the world outside: the engine, and the person's place at it. */
export interface Face {
  /** The app around the page; null in a browser. */
  desktop: Desktop | null
  /** Whose engine it is, as a person calls it: the server's name. */
  host: string
  version: string
  link: Link
  mirror: Store<Mirror>
  addresses: Addresses
  /** How files of this computer get to the engine. */
  uploads: UploadDoor
  signOut: () => void
}

export const FaceContext = createContext<Face | null>(null)

export function useFace(): Face {
  const face = useContext(FaceContext)
  if (!face) throw new Error('Every screen stands in a FaceContext.')
  return face
}
