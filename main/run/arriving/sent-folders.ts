import { child, isWithin } from '../../io/paths.ts'

/** Where files lie that were sent to the engine, below the state folder: each drop in a folder whose name means nothing to a person. */
export function sentFolder(stateFolder: string): string {
  return child(stateFolder, 'uploads')
}

/** Whether what lies there was sent to the engine. */
export function isSent(root: string, { stateFolder }: { stateFolder: string }): boolean {
  return isWithin(sentFolder(stateFolder), root)
}
