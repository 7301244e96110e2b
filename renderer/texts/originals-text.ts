import type { Originals } from '../../contract/recipe.ts'
import { folderExample } from './folder-example.ts'
import { shown } from './shown-path.ts'
import type { Texts } from './use-texts.ts'

interface Known {
  /** The folder below that for results which one of them would go to. */
  example?: string | undefined
  /** Only some leave, which the recipe picks. */
  picks?: boolean
}

/** What becomes of originals, with what is known of it. */
export function originalsText(
  t: Texts['t'],
  originals: Originals | undefined,
  { example, picks = false }: Known = {},
): string {
  switch (originals?.act) {
    case 'vault':
      return t(picks ? 'home.originalsPicked' : 'home.originalsVault')
    case 'replace':
      return t('home.originalsReplace')
    case 'move':
      return movedText(t, originals.folder, example)
    case 'keep':
    case undefined:
      return t('home.originalsKeep')
  }
}

function movedText(t: Texts['t'], template: string, example: string | undefined): string {
  const { folder, varies } = folderExample(template, Date.now())
  if (varies) return t('home.originalsMoveLike', { folder: shown(example ?? folder) })
  return folder === '' ? t('home.originalsMoveOut') : t('home.originalsMove', { folder: shown(folder) })
}
