import type { CompanionMode, ConflictMode, Originals, OutputBranch, Recipe } from '../../contract/recipe.ts'

/** What the words of a recipe mean, for its page in the manual; a word that is missing here does not compile. */

export const conflictMeanings: Record<ConflictMode, string> = {
  number: 'Both stay; the new one gets a number, `photo 2.jpg`; parts of one file the same.',
  skip: 'What is there stays, and the file is skipped.',
  'skip-identical': 'Left out when the same bytes are there already under that name, else numbered.',
  replace: 'What is there goes to the vault, from where undo brings it back.',
  newer: 'As `replace` where what is there is older than the file, else as `skip`.',
  fail: 'The file fails and says which name is taken.',
}

export const originalMeanings: Record<Originals['act'], string> = {
  keep: 'Nothing happens to it.',
  vault: 'It goes to the vault. Undo brings it back.',
  replace: 'The result takes its place; the original goes to the vault. Undo brings it back.',
  move: 'It goes to that folder: `originals: { move: "{out}/{date:YYYY}" }`. Without steps the file itself is moved, and no byte is copied; one that is there already stays.',
}

export const companionMeanings: Record<CompanionMode, string> = {
  none: 'Every file is one of its own.',
  known: 'A raw photo takes its JPEG and its sidecars along, a video its subtitles, a shapefile its parts.',
  'same-name': 'All files of a folder that differ only in their ending travel together.',
}

export const largerMeanings: Record<OutputBranch['ifLarger'], string> = {
  'keep-result': 'The result is saved all the same.',
  'use-original':
    'The original is saved instead of it; not behind a step that hides something: `secret.encrypt`, `privacy.clean`, and `image.metadata` that drops more than the colour profile or keeps nothing.',
  skip: 'The file is skipped, or this output of it where there are others.',
}

export const keepMeanings: Record<Recipe['keep'][number], string> = {
  times: 'When it was changed.',
  mode: 'Who may read, write and run it; kept in any case where originals are replaced. Without it, nobody gets to see a result who may not see its original.',
}

/** Of facts that every file has, by name. */
export const factMeanings: Readonly<Record<string, string>> = {
  stem: 'its name without the ending',
  ext: 'its ending, without the dot; of `box.tar.gz` it is `tar.gz`',
  name: 'its whole name',
  path: 'the folders it lies in, below the folder that was given',
  parent: 'the folder it lies in',
  type: 'its media type, such as `image/jpeg`',
  kind: 'Pictures, Videos, Music, Documents, Archives, Programs or Other',
  size: 'its size',
  age: 'how long ago it was changed',
  counter: 'its place among the files of the run, from 1',
  date: 'when it was taken: as its tags tell, else the container, else its name, else when it was changed',
  'date-source': 'which of those told: `exif`, `container`, `name` or `modified`',
  camera: 'the camera that took it',
  modified: 'when it was changed',
  created: 'when it came to its disk',
  'batch-date': 'when the run began',
  width: 'how wide the result is',
  height: 'how high the result is',
  orientation: '`landscape`, `portrait` or `square`',
  pages: 'pages of the result, or frames',
  suffix: 'what tells the results of one file apart, such as `-640w`',
}
