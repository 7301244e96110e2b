import type { BatchPlan } from '../../../../contract/batch-commands.ts'
import type { OriginalsLeave } from '../../../../contract/recipe.ts'

type Leaving = Pick<BatchPlan, 'originals' | 'picked'>

const would: Readonly<Record<OriginalsLeave, string>> = {
  vault: 'Originals go to the vault; `millrace undo` brings them back.',
  move: 'Originals move away from where they are; `millrace undo` brings them back.',
  replace: 'Originals are replaced and go to the vault; `millrace undo` brings them back.',
}
const pickedWould = 'Only originals that the recipe picks leave their places; `millrace undo` brings them back.'

/** What a plan says of originals that do not stay where they are: its lines of files read as those of a copy. */
export function originalsWould({ originals, picked }: Leaving): string[] {
  return originals ? [picked ? pickedWould : would[originals]] : []
}

const did: Readonly<Record<OriginalsLeave, string>> = {
  vault: 'Originals went to the vault.',
  move: 'Originals were moved away from where they were.',
  replace: 'Originals were replaced; the old ones are in the vault.',
}
const pickedDid = 'Only originals that the recipe has picked left their places.'

/** What is said of them at the end, above the way back. */
export function originalsDid({ originals, picked }: Leaving): string[] {
  return originals ? [picked ? pickedDid : did[originals]] : []
}
