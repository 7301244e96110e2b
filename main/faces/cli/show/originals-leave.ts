import type { OriginalsLeave } from '../../../../contract/recipe.ts'

/** What a plan says of originals that do not stay where they are: its lines of files read as those of a copy. */
export const originalsWould: Readonly<Record<OriginalsLeave, string>> = {
  vault: 'Originals that leave their places go to the vault; `millrace undo` brings them back.',
  move: 'Originals move away from where they are; `millrace undo` brings them back.',
  replace: 'Originals are replaced and go to the vault; `millrace undo` brings them back.',
}

/** What is said of them at the end, above the way back. */
export const originalsDid: Readonly<Record<OriginalsLeave, string>> = {
  vault: 'Originals that left their places are in the vault.',
  move: 'Originals were moved away from where they were.',
  replace: 'Originals were replaced; the old ones are in the vault.',
}
