import { useTexts } from '../../texts/use-texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { type MenuAction, MenuButton } from '../../ui/menu.tsx'
import type { RecipeActions } from './use-recipe-actions.ts'
import type { RecipeKeys } from './use-recipe-keys.ts'
import type { ListedRecipe } from './use-recipe-list.ts'

interface MenuProps {
  listed: ListedRecipe
  actions: RecipeActions
  renaming: Pick<RecipeKeys, 'rename'>
}

/** What can be done with a recipe of the list; what came with Millrace stays as it is. */
export function RecipeMenu({ listed, actions, renaming }: MenuProps) {
  const { t } = useTexts()
  const label = t('recipes.actions', { title: listed.row.title })
  return (
    <MenuButton label={label} actions={useMenu({ listed, actions, renaming })}>
      <IconButton icon="more" size="small" label={label} />
    </MenuButton>
  )
}

function useMenu({ listed: { row, use }, actions, renaming }: MenuProps): (MenuAction | null)[] {
  const { t, n } = useTexts()
  const watched = use?.watches.length ?? 0
  const { builtIn } = row
  return [
    {
      id: 'run',
      icon: 'play',
      text: t('recipes.run'),
      keys: 'Ctrl Enter',
      off: row.problems.length > 0,
      run: () => actions.run(row),
    },
    {
      id: 'edit',
      icon: 'recipe',
      text: builtIn ? t('recipes.look') : t('recipes.edit'),
      keys: 'Enter',
      run: () => actions.edit(row),
    },
    { id: 'duplicate', icon: 'copy', text: t('recipes.duplicate'), keys: 'Ctrl D', run: () => actions.duplicate(row) },
    {
      id: 'rename',
      icon: 'type',
      text: t('recipes.rename'),
      keys: 'F2',
      off: builtIn,
      run: () => renaming.rename(row.name),
    },
    null,
    { id: 'export', icon: 'ul', text: t('recipes.exportFile'), keys: 'Ctrl E', run: () => actions.exportFile(row) },
    {
      id: 'used',
      icon: 'watch',
      text: watched === 0 ? t('recipes.usedByNone') : t('recipes.usedBy', n(watched)),
      off: true,
      run() {},
    },
    null,
    {
      id: 'remove',
      icon: 'trash',
      text: t('recipes.remove'),
      keys: 'Del',
      look: 'bad',
      off: builtIn,
      run: () => actions.remove(row),
    },
  ]
}
