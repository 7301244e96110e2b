import type { Originals } from '../../contract/recipe.ts'
import { folderExample } from './folder-example.ts'
import { shown } from './shown-path.ts'
import type { Texts } from './use-texts.ts'

/** What becomes of originals. `example`: the folder below that for results which one of them would go to, where that is known. */
export function originalsText(t: Texts['t'], originals: Originals | undefined, example?: string): string {
  switch (originals?.act) {
    case 'vault':
      return t('home.originalsVault')
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
